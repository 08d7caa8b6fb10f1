import { text } from 'node:stream/consumers'
import { Command } from 'commander'
import { ConfigFaults, readConfig } from '#server/config/index.ts'
import { StartupFault } from '#server/kernel/startup-fault.ts'
import { CommandFault } from './command-fault.ts'
import { examine } from './doctor.ts'
import { generate, type GenerateOptions } from './generate.ts'

/* gptimage: draw from the command line, and find out what is wrong. */

const program = new Command('gptimage').description('An image studio that forgets')

const folderFlags = (data: string | undefined) => (data === undefined ? [] : ['--data', data])

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
  .action(async (prompt: string, options: GenerateOptions & { data?: string }) => {
    const words = prompt === '-' ? (await text(process.stdin)).trim() : prompt
    await generate(readConfig(process.env, folderFlags(options.data)), words, options)
  })

program
  .command('doctor')
  .description('look at everything a start needs')
  .option('--data <folder>', 'the data folder of the server')
  .action((options: { data?: string }) => {
    const findings = examine(process.env, folderFlags(options.data))
    for (const { name, isGood, mend } of findings) {
      process.stdout.write(isGood ? `ok    ${name}\n` : `FAIL  ${name}\n      ${mend}\n`)
    }
    process.exitCode = findings.every(({ isGood }) => isGood) ? 0 : 1
  })

try {
  await program.parseAsync()
  process.exit()
} catch (error) {
  if (error instanceof ConfigFaults || error instanceof StartupFault)
    process.stderr.write(`${error.sentence}\n`)
  else if (error instanceof CommandFault) process.stderr.write(`${error.message}\n`)
  else throw error
  process.exit(1)
}
