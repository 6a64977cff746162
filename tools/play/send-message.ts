import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { freshCommand, freshNotification, isCommand } from '../alipay/fresh-messages.ts'
import { readSenders } from '../alipay/read-senders.ts'
import { isCommander, isNotifier, type Sender, type Senders } from '../alipay/sender.ts'
import {
  isSigned,
  type Reply,
  type SignedRequest,
  send,
  signCommand,
  signRequest,
} from '../alipay/signed-request.ts'
import { problem } from '../terminal/problem.ts'

/**
 * Sends one signed notification or command to the local stack, as the command line says, and prints the answer. Throws a
 * problem where the line is wrong or nothing answers.
 */
export async function sendMessage(): Promise<void> {
  const [platform = '', ...rest] = process.argv.slice(2)
  const dir = process.env.LOCAL_DIR || '.local'
  const senders = readSenders(join(dir, 'senders.json'))
  if (!senders) throw problem(`no stack has run in ${dir} yet: start one with \`npm start\``)
  const sender = new Map(Object.entries(senders)).get(platform)
  const request = sender && sign(sender, platform, rest, Date.now().toString(36))
  if (!sender || !request) throw problem(usage(senders))
  const reply = await sendTo(request)
  const signature = isSigned(reply, sender, request.target) ? 'the signature holds' : 'NOT SIGNED'
  console.log(`HTTP ${reply.status}, ${signature}`)
  console.log(reply.body.toString())
}

/** A command, where the word after the platform names one; undefined where the platform does not send such a message. */
function sign(
  sender: Sender,
  platform: string,
  [api = '', file]: readonly string[],
  run: string,
): SignedRequest | undefined {
  if (isCommander(sender) && isCommand(platform, api)) {
    return signCommand(sender, api, file ? readBody(file, platform) : freshCommand(platform, api, run))
  }
  if (!isNotifier(sender)) return undefined
  return signRequest(sender, api ? readBody(api, platform) : freshNotification(platform, run))
}

function readBody(file: string, platform: string): Buffer {
  try {
    return readFileSync(file)
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw problem(`${file} is neither a command of ${platform} nor a file that can be read (${code})`)
  }
}

async function sendTo(request: SignedRequest): Promise<Reply> {
  try {
    return await send(request)
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw problem(`nothing answers at ${request.origin} (${code}): is \`npm start\` running?`)
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
