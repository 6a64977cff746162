import { onTestFinished } from 'vitest'
import { startDemoBackend } from '../../tools/demo-backend/start.ts'
import { startDynoxide } from '../../tools/dynamodb/dynoxide.ts'
import { openLocalFiles } from '../../tools/local/local-files.ts'
import {
  actLate,
  answerLate,
  callsOf,
  cut,
  type Fate,
  forwardAndCut,
  hang,
  pass,
  refuse,
  startFaultProxy,
} from './fault-proxy.ts'

/** What befalls a call, and how often in a thousand. */
type Weather = readonly (readonly [perMille: number, fate: Fate])[]

const answering =
  (status: number, body: string): Fate =>
  ({ answer }) =>
    answer({ status, body })

/** It acts, and its answer is lost behind the page of a proxy. */
const hideBehindPage: Fate = async ({ forward, answer }) => {
  await forward()
  answer({ status: 200, body: '<html>' })
}

const overDynamoDB: Weather = [
  [20, cut],
  [20, forwardAndCut],
  [30, refuse('ProvisionedThroughputExceededException')],
  [20, refuse('InternalServerError', 500)],
  [5, refuse('AccessDeniedException')],
  [20, answerLate(1_200)],
  [20, actLate(1_200)],
  [5, hang],
]

const overBackend: Weather = [
  [10, cut],
  [20, forwardAndCut],
  [10, answering(503, '')],
  [10, answering(200, '<html>')],
  [20, hideBehindPage],
  [40, answering(200, '{"result":{"resultStatus":"U","resultCode":"UNKNOWN_EXCEPTION"}}')],
  [30, actLate(500)],
  [20, answerLate(500)],
  [5, hang],
]

/** Whole numbers below a thousand, the same for the same seed (mulberry32). */
function drawing(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % 1_000
  }
}

function drawFate(weather: Weather, draw: () => number): Fate {
  const fates = weather.flatMap(([perMille, fate]) => Array<Fate>(perMille).fill(fate))
  return (passage) => (fates[draw()] ?? pass)(passage)
}

/**
 * A DynamoDB and a demo wallet that outlive the receiver, each behind a proxy by which calls meet such fates, until all
 * is calm; and the environment that makes a receiver of the folder use them. They end with the test.
 */
export async function startStormyWeather(dir: string, seed: number) {
  const draw = drawing(seed)
  const dynamoDB = await startDynoxide(':memory:')
  onTestFinished(dynamoDB.stop)
  const proxy = await startFaultProxy(() => dynamoDB.url)
  onTestFinished(proxy.close)
  const { secrets } = openLocalFiles(dir)
  const backend = await startDemoBackend({ dynamoDB: dynamoDB.url, secrets, report: () => undefined })
  onTestFinished(backend.close)
  const backendProxy = await startFaultProxy(() => backend.url)
  onTestFinished(backendProxy.close)
  return {
    env: { AWS_ENDPOINT_URL_DYNAMODB: proxy.url, BACKEND_URL: backendProxy.url },
    ledger: backend.ledger,
    brew(): void {
      proxy.befall(callsOf('UpdateItem'), drawFate(overDynamoDB, draw))
      backendProxy.befall(() => true, drawFate(overBackend, draw))
    },
    calm(): void {
      proxy.calm()
      backendProxy.calm()
    },
  }
}
