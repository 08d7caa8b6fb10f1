import { resolve } from 'node:path'
import { addAbortSignal } from 'node:stream'
import { text } from 'node:stream/consumers'
import { Command, Option } from 'commander'
import { readConfig } from '#server/config/index.ts'
import { disclosureKinds, disclosureOutcomes } from '#server/domains/desk/index.ts'
import { enterableKinds, laws } from '#server/domains/rights/index.ts'
import { explainFailure } from '#server/explain-failure.ts'
import { listenForStop } from '#server/listen-for-stop.ts'
import {
  auditChain,
  changeOperator,
  type DisclosureOptions,
  listOperators,
  recordDisclosure,
} from './admin.ts'
import { auditInstallation, describeRun } from './audit-installation.ts'
import { auditRopa } from './audit-ropa.ts'
import { CommandFault } from './command-fault.ts'
import { type DeletionsOptions, writeToPartners } from './deletions.ts'
import { examine } from './doctor.ts'
import { enterRequest, type EnterOptions, readLetter } from './enter-request.ts'
import { checkReceipt, describeReceipt } from './check-receipt.ts'
import { withRunningAddress } from './find-server.ts'
import { generate, type GenerateOptions } from './generate.ts'
import { printEverything } from './print-everything.ts'
import { printUsage } from './print-usage.ts'
import { readNewsText, sendNews } from './send-news.ts'
import { tryMail } from './try-mail.ts'
import { withInstallation } from './with-installation.ts'

/* gptimage: draw from the command line, and find out what is wrong. */

/** What a shell says of a program that ended at Ctrl-C. */
const interruptedCode = 130

const stopping = listenForStop()
stopping.onDefect(tell)
const program = new Command('gptimage')
  .description('An image studio that forgets')
  // What stands behind the name of a command is that command's: `audit chain --data` is not `audit --data`.
  .enablePositionalOptions()

const folderFlags = (data: string | undefined) => (data === undefined ? [] : ['--data', data])
const portFlags = (port: string | undefined) => (port === undefined ? [] : ['--port', port])
/** npm moves to where package.json lies; a file is meant from where the person stands. */
const fromHere = (path: string) => resolve(process.env['INIT_CWD'] ?? '.', path)

program
  .command('generate')
  .description('draw one picture with the built-in sketch (not AI) and write it to a file')
  .argument(
    '<prompt>',
    'what the picture should show; - reads it from standard input, where no other user sees it',
  )
  .requiredOption('-o, --output <file>', 'where to write the PNG')
  .option('--size <WxH>', 'size in pixels', '1024x1024')
  .option('--seed <number>', 'the same seed draws the same picture')
  .option('--transparent', 'without a scene behind')
  .option('--force', 'write over an existing file')
  .option('--data <folder>', 'the data folder of the server')
  .action(async (written: string, options: GenerateOptions & { data?: string }) => {
    const config = readConfig(process.env, folderFlags(options.data))
    // What stands on a command line can be read by other users of the machine, and stays in the shell's history.
    const prompt = written === '-' ? await readInput() : written
    const output = fromHere(options.output)
    await generate(config, prompt, { ...options, output, signal: stopping.signal })
  })

const admin = program.command('admin').description('who may see the operator’s pages, and answer there')

for (const [name, role, what] of [
  ['grant', 'operator', 'make somebody an operator; they sign in anew'],
  ['revoke', 'person', 'make an operator a person again; they are signed out'],
] as const) {
  admin
    .command(name)
    .description(what)
    .requiredOption('--email <address>', 'whose; - reads it from standard input, where no other user sees it')
    .option('--account <id>', 'which, where several share the address')
    .option('--data <folder>', 'the data folder of the server')
    .action(async ({ data, ...options }: { email: string; account?: string; data?: string }) => {
      const email = options.email === '-' ? await readInput() : options.email
      await withInstallation(readConfig(process.env, folderFlags(data)), (installation) =>
        changeOperator(installation, { ...options, email, role }),
      )
    })
}

admin
  .command('list')
  .description('everybody who is an operator')
  .option('--data <folder>', 'the data folder of the server')
  .action(({ data }: { data?: string }) =>
    withInstallation(readConfig(process.env, folderFlags(data)), listOperators),
  )

const audit = program
  .command('audit')
  .description(
    'look at everything that is promised on this installation, beside its server, and sign what it comes to',
  )
  .option('--json', 'as JSON, as it is signed')
  .option('--data <folder>', 'the data folder of the server')
  .enablePositionalOptions()
  .action(async ({ data, json }: { data?: string; json?: boolean }) => {
    const signed = await auditInstallation(readConfig(process.env, folderFlags(data)))
    process.stdout.write(json === true ? `${JSON.stringify(signed, null, 2)}\n` : describeRun(signed))
    process.exitCode = signed.run.results.some(({ outcome }) => outcome === 'bad') ? 1 : 0
  })

audit
  .command('chain')
  .description('whether the record of operators’ acts is as it was written')
  .option('--accept-break', 'begin it anew after a break that was looked into')
  .option('--data <folder>', 'the data folder of the server')
  .action(async ({ data, acceptBreak }: { data?: string; acceptBreak?: boolean }) => {
    const accept = acceptBreak === true
    await withInstallation(readConfig(process.env, folderFlags(data)), async (installation) => {
      process.exitCode = (await auditChain(installation, { accept })) ? 0 : 1
    })
  })

audit
  .command('ropa')
  .description('the record of processing activities (GDPR 30(1))')
  .option('--json', 'as JSON')
  .option('--data <folder>', 'the data folder of the server')
  .action(({ data, json }: { data?: string; json?: boolean }) => {
    const config = readConfig(process.env, folderFlags(data))
    process.stdout.write(auditRopa(config, process.env, { json: json === true }))
  })

program
  .command('deletions')
  .description('what partners are to be asked in writing to delete, with the letters; and what they answered')
  .option('--written <ids...>', 'these have been written')
  .option('--answered <ids...>', 'the partner confirmed in writing that these are deleted')
  .option('--refused <ids...>', 'the partner answered that these cannot be deleted before their time')
  .option('--data <folder>', 'the data folder of the server')
  .action(async ({ data, ...options }: DeletionsOptions & { data?: string }) => {
    const config = readConfig(process.env, folderFlags(data))
    await withInstallation(config, async (installation) => {
      const settings = { config, environment: process.env }
      process.stdout.write(await writeToPartners(installation, settings, options))
    })
  })

program
  .command('doctor')
  .description('look at everything a start needs')
  .option('--port <number>', 'the port of the server')
  .option('--data <folder>', 'the data folder of the server')
  .action(async ({ data, port }: { data?: string; port?: string }) => {
    const findings = await examine(process.env, [...folderFlags(data), ...portFlags(port)])
    for (const { name, isGood, mend } of findings) {
      process.stdout.write(isGood ? `ok    ${name}\n` : `FAIL  ${name}\n      ${mend}\n`)
    }
    process.exitCode = findings.every(({ isGood }) => isGood) ? 0 : 1
  })

program
  .command('verify-receipt')
  .description('say whether a receipt of an erased account is genuine')
  .argument('<file>', 'the receipt as it was downloaded')
  .option('--key <key>', 'the public key as it is published; without it, the one of this installation')
  .option('--data <folder>', 'the data folder of the server')
  .action(async (file: string, options: { key?: string; data?: string }) => {
    const config = () => readConfig(process.env, folderFlags(options.data))
    const verdict = await checkReceipt({ path: fromHere(file), key: options.key, config })
    process.stdout.write(
      verdict.isGenuine ? describeReceipt(verdict.receipt) : `NOT GENUINE: ${verdict.why}\n`,
    )
    process.exitCode = verdict.isGenuine ? 0 : 1
  })

program
  .command('transparency')
  .description('legal disclosures and takeovers, which are published as counts')
  .command('record')
  .description('enter one that happened; it names nobody, and cannot be taken back')
  .addOption(new Option('--kind <kind>', 'what happened').choices(disclosureKinds).makeOptionMandatory())
  .addOption(
    new Option('--outcome <outcome>', 'what came of it').choices(disclosureOutcomes).makeOptionMandatory(),
  )
  .requiredOption('--date <day>', 'when, as 2026-11-29')
  .requiredOption('--country <code>', 'by whose law, in two letters')
  .requiredOption('--accounts <number>', 'how many accounts it concerned')
  .option('--data <folder>', 'the data folder of the server')
  .action(async ({ data, ...options }: DisclosureOptions & { data?: string }) => {
    await withInstallation(readConfig(process.env, folderFlags(data)), (installation) =>
      recordDisclosure(installation, options),
    )
  })

const rights = program.command('rights').description('requests of persons about their data')

rights
  .command('enter')
  .description('enter a request that came by mail; it is done at once, by the code of the person’s own page')
  .requiredOption('--email <address>', 'whose; - reads it from standard input, where no other user sees it')
  .addOption(
    new Option('--kind <kind>', 'what is asked for; correct reads what is right from there too')
      .choices(enterableKinds)
      .makeOptionMandatory(),
  )
  .option('--account <id>', 'which, where several share the address')
  .option('--received <day>', 'when it came, as 2026-11-29; its clock runs from there')
  .addOption(new Option('--channel <channel>', 'how it came').choices(['mail', 'form']).default('mail'))
  .addOption(new Option('--law <law>', 'whose clock: one month, or 45 days').choices(laws).default('gdpr'))
  .option('-o, --output <file>', 'where the receipt or the export is written')
  .option('--data <folder>', 'the data folder of the server')
  .action(async (options: EnterOptions) => {
    const letter = await readLetter(options, readInput)
    const output = options.output === undefined ? undefined : fromHere(options.output)
    const config = await withRunningAddress(readConfig(process.env, folderFlags(options.data)))
    await withInstallation(config, (installation) => enterRequest(installation, { letter, output }))
  })

program
  .command('subpoena')
  .description('print everything that this installation can produce about an account; content it cannot')
  .requiredOption('--email <address>', 'whose; - reads it from standard input, where no other user sees it')
  .option('--account <id>', 'which, where several share the address')
  .option('--data <folder>', 'the data folder of the server')
  .action(async (options: { email: string; account?: string; data?: string }) => {
    const email = options.email === '-' ? await readInput() : options.email
    await withInstallation(readConfig(process.env, folderFlags(options.data)), (installation) =>
      printEverything(installation, { email, account: options.account }),
    )
  })

program
  .command('mail')
  .description('mail that leaves this installation')
  .command('try')
  .description('send a mail, to see whether it arrives')
  .argument('<address>', 'to whom; - reads it from standard input, where no other user sees it')
  .option('--data <folder>', 'the data folder of the server')
  .action(async (address: string, { data }: { data?: string }) => {
    const to = address === '-' ? await readInput() : address
    await withInstallation(readConfig(process.env, folderFlags(data)), (installation) =>
      tryMail(installation, to),
    )
  })

program
  .command('news')
  .description('news by mail, to whoever said yes to it')
  .command('send')
  .description('send one; the same again goes on where it broke off, and nobody gets it twice')
  .requiredOption('--subject <line>', 'its subject')
  .requiredOption('--file <file>', 'its text; - reads it from standard input')
  .option('--data <folder>', 'the data folder of the server')
  .action(async ({ subject, file, data }: { subject: string; file: string; data?: string }) => {
    const body = file === '-' ? await readInput() : await readNewsText(fromHere(file))
    const config = await withRunningAddress(readConfig(process.env, folderFlags(data)))
    await withInstallation(config, (installation) => sendNews(installation, { subject, text: body }))
  })

program
  .command('usage')
  .description('how much the service was used, by day: sums over everybody that name nobody')
  .option('--data <folder>', 'the data folder of the server')
  .action(async ({ data }: { data?: string }) => {
    await withInstallation(readConfig(process.env, folderFlags(data)), printUsage)
  })

async function readInput(): Promise<string> {
  try {
    return (await text(addAbortSignal(stopping.signal, process.stdin))).trim()
  } catch (cause) {
    throw new CommandFault('Stopped before anything was asked.', { cause })
  }
}

function tell(error: unknown): void {
  process.stderr.write(`${error instanceof CommandFault ? error.message : explainFailure(error)}\n`)
}

try {
  await program.parseAsync()
  process.exit()
} catch (error) {
  tell(error)
  process.exit(stopping.signal.aborted ? interruptedCode : 1)
}
