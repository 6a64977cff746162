import { problem } from '../terminal/problem.ts'
import { startDynoxide } from './dynoxide.ts'

export interface DynamoDB {
  readonly url: string
  /** Resolves when the DynamoDB that we started has ended, wanted or not; never for another's. */
  readonly ended: Promise<unknown>
  stop(): Promise<void>
}

/** The DynamoDB that the user names, or else the embedded one with its data in the file. */
export async function openDynamoDB(url: string | undefined, file: string): Promise<DynamoDB> {
  if (!url) return startDynoxide(file)
  const host = URL.canParse(url) ? new URL(url).hostname : ''
  if (!host || /\.amazonaws\.com(\.cn)?$/.test(host)) {
    throw problem(`AWS_ENDPOINT_URL_DYNAMODB must be the URL of a local DynamoDB, not "${url}"`)
  }
  await fetch(url).catch(() => {
    throw problem(`no DynamoDB answers at AWS_ENDPOINT_URL_DYNAMODB, ${url}`)
  })
  return { url, ended: new Promise(() => undefined), stop: async () => undefined }
}
