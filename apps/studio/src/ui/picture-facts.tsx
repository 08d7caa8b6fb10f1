import { type ReactNode, useEffect, useState } from 'react'
import { useCell } from '../live/cell.ts'
import { findMark, type MarkFound } from '../live/find-mark.ts'
import type { Given } from '../live/lineage.ts'
import { useStudio } from '../live/studio.ts'
import { type FactRow, factRowsOf, type PictureSource } from './fact-rows.ts'
import { Lineage } from './lineage.tsx'
import { ActButtons, type PictureAct } from './picture-act.tsx'
import { tf } from '../messages/facts/messages.ts'

/** Everything there is to say of one picture, and to do with it. */
export interface FactsOfPicture {
  pictureId: string
  words: string
  /** Where the picture is, as a sign and a sentence. */
  sign: ReactNode
  source: PictureSource
  given: Given
  acts: readonly PictureAct[]
  /** Shows another picture: one it was made from, or one that was made from it. */
  onShow(pictureId: string): void
}

/** The facts of one picture in a column: beside the stage, and beside a picture that is open large. */
export function PictureFacts({ facts }: { facts: FactsOfPicture }) {
  const { pictureId, words, sign, source, given, acts, onShow } = facts
  const mark = useMark(pictureId)
  const rows: readonly FactRow[] = [
    ...factRowsOf(source),
    ...(mark === undefined ? [] : [{ name: tf('fact.mark'), value: markText(mark) }]),
  ]
  return (
    <div className="grid content-start gap-5">
      <div>
        <p
          dir="auto"
          className="max-h-48 overflow-y-auto text-14 whitespace-pre-wrap [overflow-wrap:anywhere]"
        >
          {words}
        </p>
        <p className="figures mt-2 flex items-center gap-2 text-12 text-ink-second">{sign}</p>
      </div>
      <dl className="text-13">
        {rows.map(({ name, value, more }) => (
          <div
            key={name}
            className="grid grid-cols-[6rem_minmax(0,1fr)] gap-x-3 border-t border-line py-1.5 last:border-b"
          >
            <dt className="text-ink-second">{name}</dt>
            <dd className="figures [overflow-wrap:anywhere]">
              {value}
              {more !== undefined && (
                <a
                  href={more.href}
                  className="-mb-1.5 flex min-h-10 items-center underline pointer-coarse:min-h-11"
                >
                  {more.text}
                </a>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <Lineage key={pictureId} pictureId={pictureId} given={given} onShow={onShow} />
      <div className="grid grid-cols-2 gap-2">
        <ActButtons acts={acts} place="panel" />
      </div>
    </div>
  )
}

/** What the file itself says, once it is open. */
function useMark(pictureId: string): MarkFound | undefined {
  const picture = useCell(useStudio().pictures.open(pictureId))
  const [found, setFound] = useState<{ blob: Blob; mark: MarkFound }>()
  const blob = picture.state === 'open' ? picture.blob : undefined
  useEffect(() => {
    let isWanted = true
    if (blob !== undefined) void findMark(blob).then((mark) => isWanted && setFound({ blob, mark }))
    return () => {
      isWanted = false
    }
  }, [blob])
  return found?.blob === blob ? found?.mark : undefined
}

const knownTerms = [
  'algorithmicMedia',
  'trainedAlgorithmicMedia',
  'compositeWithTrainedAlgorithmicMedia',
] as const

function markText(mark: MarkFound): string {
  if (mark.kind !== 'term') return tf(`mark.${mark.kind}`)
  const known = knownTerms.find((term) => term === mark.term)
  return known === undefined ? tf('mark.other', { term: mark.term }) : tf(`mark.${known}`)
}
