import { parentPort, workerData } from 'node:worker_threads'
import { scanPlaces, type ScanPlace } from './scan-folders.ts'

/* The thread that searches, so that a search never holds up a request. */

/** Handed over by `scan-apart.ts`, which starts this thread and nothing else does. */
const { places, markers } = workerData as { places: ScanPlace[]; markers: string[] } // oxlint-disable-line typescript/no-unsafe-type-assertion
parentPort?.postMessage(await scanPlaces(places, markers))
