import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isSigned, type Reply, type SignedRequest, send, signCommand, signRequest } from './local/alipay.ts'
import { readSenders } from './local/read-senders.ts'
import { freshCommand, freshNotification, isCommand } from './local/sample.ts'
import { isCommander, isNotifier, type Sender, type Senders } from './local/senders.ts'
import { isStartProblem, startProblem } from './local/start-problem.ts'

const [platform = '', ...rest] = process.argv.slice(2)
const dir = process.env.LOCAL_DIR || '.local'

/** Sends one signed notification or command to the local stack and prints the answer. */
try {
  const senders = readSenders(join(dir, 'senders.json'))
  if (!senders) throw startProblem(`no stack has run in ${dir} yet: start one with \`npm start\``)
  const sender = new Map(Object.entries(senders)).get(platform)
  const request = sender && sign(sender, Date.now().toString(36))
  if (!sender || !request) throw startProblem(usage(senders))
  const reply = await sendTo(request)
  console.log(
    `HTTP ${reply.status}, ${isSigned(reply, sender, request.target) ? 'the signature holds' : 'NOT SIGNED'}`,
  )
  console.log(reply.body.toString())
} catch (cause) {
  console.error(isStartProblem(cause) ? cause.message : cause)
  process.exit(1)
}

/** A command, where the word after the platform names one; undefined where the platform does not send such a message. */
function sign(sender: Sender, run: string): SignedRequest | undefined {
  const [api = '', file] = rest
  if (isCommander(sender) && isCommand(platform, api)) {
    return signCommand(sender, api, file ? readBody(file) : freshCommand(platform, api, run))
  }
  if (!isNotifier(sender)) return undefined
  return signRequest(sender, api ? readBody(api) : freshNotification(platform, run))
}

function readBody(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw startProblem(`${file} is neither a command of ${platform} nor a file that can be read (${code})`)
  }
}

async function sendTo(request: SignedRequest): Promise<Reply> {
  try {
    return await send(request)
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw startProblem(`nothing answers at ${request.origin} (${code}): is \`npm start\` running?`)
  }
}

function usage(senders: Senders): string {
  const namesOf = (isOne: (sender: Sender) => boolean) =>
    Object.keys(senders)
      .filter((name) => senders[name] && isOne(senders[name]))
      .join('|')
  return `usage: npm run send -- <${namesOf(isNotifier)}> [file with the body]
       npm run send -- <${namesOf(isCommander)}> <command> [file with the body]`
}
