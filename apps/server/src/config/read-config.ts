import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type * as z from 'zod'
import { Secret } from '#server/kernel/secret.ts'
import { type ConfigFault, ConfigFaults } from './config-faults.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { isLoopbackHost, type MailServer, type SettingName, settings } from './settings.ts'

export interface Config {
  nodeEnv: 'development' | 'production' | 'test'
  host: string
  port: number
  publicUrl: URL
  dataDir: string
  /** The list of erased accounts, and whether the operator starts without the one there was. */
  tombstones: { path: string; isLossAccepted: boolean }
  database: { kind: 'embedded' } | { kind: 'url'; url: Secret }
  /** Absent only on loopback with the embedded database: then one is made in the data folder. */
  installationKey?: Secret
  trustedProxies: readonly string[]
  /** Where the operator's partners are stated; absent: the built-in one alone. */
  partnersFile?: string
  /** Where the operator says who they are; absent only on loopback. */
  operatorFile?: string
  /** The mail server that takes our mail; absent: none is sent. */
  mail?: MailServer
  role: 'all' | 'web' | 'worker'
  identity: { kind: 'demo' } | { kind: 'oidc'; issuer: URL; clientId: string; clientSecret: Secret }
  logLevel: 'info' | 'warn' | 'error'
  metricsToken?: Secret
  /** Nobody but this machine can reach it. */
  isLoopback: boolean
  limits: Limits
  /** Only for the test that shows the canary scanner finds content when it is there. */
  isContentUnsealedForTests: boolean
}

export type Environment = Readonly<Record<string, string | undefined>>

type Values = { [Name in SettingName]?: z.output<(typeof settings)[Name]['schema']> }

/**
 * Reads the whole configuration from the environment and the command line (`--port`, `--data`): what cannot be read and
 * what must not run is told in one go.
 *
 * @throws ConfigFaults with every fault, its cause and its mend
 */
export function readConfig(environment: Environment, argv: readonly string[]): Config {
  const faults: ConfigFault[] = []
  const values = readValues({ ...environment, ...readArguments(environment, argv, faults) }, faults)
  const config = assemble(values)
  // What cannot be read is missing below, and was told already.
  const told = new Set(faults.map(({ variable }) => variable))
  faults.push(...findUnsafe(config, values).filter(({ variable }) => !told.has(variable)))
  if (faults.length > 0) throw new ConfigFaults(faults)
  return config
}

function readArguments(
  environment: Environment,
  argv: readonly string[],
  faults: ConfigFault[],
): Record<string, string> {
  const mend = 'Write: npm start -- --port NUMBER --data FOLDER. Everything else is set by variables.'
  const fault = (cause: string) => faults.push({ variable: 'command line', cause, mend })
  // npm takes what stands before the two dashes for itself, and only leaves this trace of it.
  if (environment['npm_config_port'] !== undefined || environment['npm_config_data'] !== undefined) {
    fault('npm kept an argument for itself: two dashes are missing before it.')
    return {}
  }
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: { port: { type: 'string' }, data: { type: 'string' } },
    })
    if (values.port === '' || values.data === '') fault('An argument is empty.')
    // A folder is meant from where the person stands, and npm moves to where package.json lies.
    const from = environment['INIT_CWD'] ?? '.'
    return {
      ...(values.port === undefined ? {} : { PORT: values.port }),
      ...(values.data === undefined ? {} : { DATA_DIR: resolve(from, values.data) }),
    }
  } catch {
    fault('An argument is unknown or incomplete.')
    return {}
  }
}

function readValues(environment: Environment, faults: ConfigFault[]): Values {
  const read = <Name extends SettingName>(name: Name) => {
    const setting: (typeof settings)[SettingName] = settings[name]
    const written = environment[name]
    const text =
      written === undefined || written === ''
        ? 'fallback' in setting
          ? setting.fallback
          : undefined
        : written
    if (text === undefined) return
    const parsed = setting.schema.safeParse(text)
    if (parsed.success) return { [name]: parsed.data }
    faults.push({ variable: name, cause: 'Its value cannot be used.', mend: setting.mend })
    return
  }
  const names = Object.keys(settings) as SettingName[] // oxlint-disable-line typescript/no-unsafe-type-assertion -- the keys of a constant
  return Object.assign({}, ...names.map((name) => read(name)))
}

function assemble(values: Values): Config {
  const host = values.HOST ?? '127.0.0.1'
  const dataDir = resolve(values.DATA_DIR ?? './data')
  const port = values.PORT ?? 3000
  const publicUrl = values.PUBLIC_URL ?? new URL(`http://localhost:${port}`)
  const publicName = publicUrl.hostname.replace(/^\[|\]$/g, '')
  return {
    nodeEnv: values.NODE_ENV ?? 'development',
    host,
    port,
    publicUrl,
    dataDir,
    tombstones: {
      path: resolve(values.TOMBSTONES_FILE ?? join(dataDir, 'tombstones')),
      isLossAccepted: values.ACCEPT_LOST_TOMBSTONES === 'yes',
    },
    database:
      values.DATABASE_URL === undefined
        ? { kind: 'embedded' }
        : { kind: 'url', url: new Secret(values.DATABASE_URL) },
    ...(values.INSTALLATION_KEY === undefined
      ? {}
      : { installationKey: new Secret(values.INSTALLATION_KEY) }),
    trustedProxies: values.TRUSTED_PROXIES ?? [],
    ...(values.PARTNERS_FILE === undefined ? {} : { partnersFile: resolve(values.PARTNERS_FILE) }),
    ...(values.OPERATOR_FILE === undefined ? {} : { operatorFile: resolve(values.OPERATOR_FILE) }),
    ...(values.SMTP_URL === undefined ? {} : { mail: values.SMTP_URL }),
    role: values.ROLE ?? 'all',
    identity:
      values.OIDC_CLIENT_ID === undefined || values.OIDC_CLIENT_SECRET === undefined
        ? { kind: 'demo' }
        : {
            kind: 'oidc',
            issuer: values.OIDC_ISSUER ?? new URL('https://accounts.google.com'),
            clientId: values.OIDC_CLIENT_ID,
            clientSecret: new Secret(values.OIDC_CLIENT_SECRET),
          },
    logLevel: values.LOG_LEVEL ?? 'info',
    ...(values.METRICS_TOKEN === undefined ? {} : { metricsToken: new Secret(values.METRICS_TOKEN) }),
    isLoopback: isLoopbackHost(host) && isLoopbackHost(publicName),
    limits: defaultLimits,
    isContentUnsealedForTests: values.ALLOW_UNENCRYPTED_CONTENT_FOR_TESTS === 'yes',
  }
}

/** What reads well and must not run. */
function findUnsafe(config: Config, values: Values): ConfigFault[] {
  const isOpen = !config.isLoopback || config.nodeEnv === 'production'
  const isHalfClient = (values.OIDC_CLIENT_ID === undefined) !== (values.OIDC_CLIENT_SECRET === undefined)
  const issuer = config.identity.kind === 'oidc' ? config.identity.issuer : undefined
  const rules: (ConfigFault & { isBroken: boolean })[] = [
    {
      isBroken: !config.isLoopback && config.publicUrl.protocol !== 'https:',
      variable: 'PUBLIC_URL',
      cause: 'Other machines can reach this server, and its address is not https.',
      mend: 'Put a reverse proxy that speaks TLS in front and write PUBLIC_URL=https://…, or leave HOST out.',
    },
    {
      isBroken: isOpen && config.installationKey === undefined,
      variable: 'INSTALLATION_KEY',
      cause: 'It is missing; on a server it is never made by itself.',
      mend: settings.INSTALLATION_KEY.mend,
    },
    {
      isBroken: !isOpen && config.installationKey === undefined && config.database.kind === 'url',
      variable: 'INSTALLATION_KEY',
      cause: 'It is missing, and the database is not this folder’s own.',
      mend: settings.INSTALLATION_KEY.mend,
    },
    {
      isBroken: config.role !== 'all' && config.database.kind === 'embedded',
      variable: 'ROLE',
      cause: 'web and worker share a database, and the embedded one serves a single process.',
      mend: 'Write DATABASE_URL, or leave ROLE out.',
    },
    {
      isBroken: isHalfClient,
      variable: values.OIDC_CLIENT_ID === undefined ? 'OIDC_CLIENT_ID' : 'OIDC_CLIENT_SECRET',
      cause: 'The client of the identity provider is stated by half.',
      mend: 'Write both, or neither for the demo sign-in on this machine.',
    },
    {
      isBroken: isOpen && !isHalfClient && config.identity.kind === 'demo',
      variable: 'OIDC_CLIENT_ID',
      cause: 'The demo sign-in lets anybody be anybody, so it runs on loopback only.',
      mend: 'Write OIDC_CLIENT_ID and OIDC_CLIENT_SECRET of your identity provider.',
    },
    {
      isBroken: isOpen && config.operatorFile === undefined,
      variable: 'OPERATOR_FILE',
      cause: 'Nobody is named who answers for what people send here.',
      mend: settings.OPERATOR_FILE.mend,
    },
    {
      isBroken: issuer !== undefined && issuer.protocol !== 'https:' && !isLoopbackHost(issuer.hostname),
      variable: 'OIDC_ISSUER',
      cause: 'It is not https.',
      mend: settings.OIDC_ISSUER.mend,
    },
    {
      isBroken: isOpen && config.isContentUnsealedForTests,
      variable: 'ALLOW_UNENCRYPTED_CONTENT_FOR_TESTS',
      cause: 'It would keep what people send unsealed.',
      mend: settings.ALLOW_UNENCRYPTED_CONTENT_FOR_TESTS.mend,
    },
  ]
  return rules
    .filter(({ isBroken }) => isBroken)
    .map(({ variable, cause, mend }) => ({ variable, cause, mend }))
}
