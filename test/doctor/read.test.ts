import { describe, expect, it } from 'vitest'
import { passed, refused } from '../../lib/protocol/checked.ts'
import { forms, readMessages } from '../../tools/doctor/read/forms.ts'

const files = new Map([['body.json', '{"a":1,\r\n"b":2}\n\0']])
const readFile = (path: string) => {
  const text = files.get(path)
  return text === undefined ? refused('is not there') : passed(Buffer.from(text))
}

function read(text: string | Buffer) {
  const found = readMessages(Buffer.from(text), readFile)
  if (!found.ok) return { refusal: found.refusal }
  const [{ exhibit, remarks } = { exhibit: undefined, remarks: [] }] = found.value[0]?.readings ?? []
  const { method, target, origin, headers, body } = exhibit ?? {}
  return {
    method,
    target,
    origin,
    headers: Object.fromEntries(headers ?? []),
    body: body?.toString(),
    remarks,
  }
}

describe('a curl command', () => {
  const bodyOf = (args: string) => read(`curl https://x.test/a ${args}`).body

  it.each([
    ['-d strips the line ends of a file', '-d @body.json', '{"a":1,"b":2}'],
    ['-d keeps those of a text', "-d '{\n}'", '{\n}'],
    ['--data-binary keeps all', '--data-binary @body.json', '{"a":1,\r\n"b":2}\n\0'],
    ['--data-raw knows no files', '--data-raw @body.json', '@body.json'],
    ['several are joined with &', '-d a=1 --data b=2', 'a=1&b=2'],
    ['--json takes a file, and joins as it is', `--json '{"a":' --json 1 --json '}'`, '{"a":1}'],
    ['none is none', '', undefined],
  ])('%s', (_, args, body) => {
    expect(bodyOf(args)).toBe(body)
  })

  it.each([
    ['single quotes', `'a"$b\\n'`, 'a"$b\\n'],
    ['double quotes', `"a\\"\\\\\\$\\\`\\n'"`, `a"\\$\`\\n'`],
    ['ANSI quotes', `$'\\'\\x41\\101\\n\\t\\u00e9\\ud83d\\ude42\\U0001F642\\\\\\cA'`, "'AA\n\té🙂🙂\\\x01"],
    ['bytes in octal', `$'\\344\\270\\255'`, '中'],
    ['what stands together', `a'b'"c"$'d'\\ e`, 'abcd e'],
    ['an empty text', `''`, ''],
    ['a line that goes on', `"a\\\nb"\\\n'c'`, 'abc'],
    ['a comment sign within a word', 'a#b', 'a#b'],
  ])('is read as bash does: %s', (_, word, body) => {
    expect(bodyOf(`--data-raw ${word}`)).toBe(body)
  })

  it('may have its options in any order and shape', () => {
    const command = `$ curl -sSXPUT -H'A: 1' -H "b:2" -A agent -b c=d -o out.txt --max-time 5 --url 'https://x.test/p?q=1#f' -kd body`
    expect(read(command)).toEqual({
      method: 'PUT',
      origin: 'https://x.test',
      target: '/p?q=1',
      headers: {
        a: '1',
        b: '2',
        'user-agent': 'agent',
        cookie: 'c=d',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'body',
      remarks: [],
    })
    expect(read('curl x.test -d a --request-target /other')).toMatchObject({
      method: 'POST',
      origin: 'http://x.test',
      target: '/other',
    })
    expect(read(`/usr/bin/curl x.test --json {} -H 'Accept: a/b' -H 'Content-Type:'`).headers).toEqual({
      accept: 'a/b',
    })
  })

  it.each([
    ['a variable', 'curl x.test -H "Signature: $SIG" -d a', 'a shell would put values in place'],
    ['a command within', 'curl x.test -d "$(cat body.json)"', 'a shell would put values in place'],
    ['a broken line', "curl x.test\n-H 'A: 1'", 'does a line lack its \\ at the end'],
    ['a form', 'curl x.test -F a=b', 'sends a form or a file'],
  ])('with %s is read with a remark', (_, command, remark) => {
    expect(read(command).remarks?.join()).toContain(remark)
  })

  it.each([
    ['an open quote', "curl x.test -d '{", 'has a quote that is not closed'],
    ['no URL', 'curl -d a', 'names no URL'],
    [
      'a file that is not there',
      'curl x.test -d @none',
      'takes its body from @none, which is not there: give it with --body',
    ],
  ])('with %s is refused', (_, command, refusal) => {
    expect(read(command).refusal).toContain(refusal)
  })

  it('of cmd.exe may be of the old kind too', () => {
    const command =
      'curl "https://x.test/a" ^\r\n  -H "A: 1" ^\r\n  --data-raw "{\\"b\\":\\"c\\"}" ^\r\n  --compressed'
    expect(read(command)).toMatchObject({ target: '/a', headers: { a: '1' }, body: '{"b":"c"}' })
  })
})

describe('raw HTTP text', () => {
  it('has doubled headers folded, and those that go on in the next line joined', () => {
    const text = 'POST / HTTP/1.1\r\nA: 1\r\na:2\r\nLong: x\r\n  y\r\nContent-Length: 0\r\n\r\n'
    expect(read(text).headers).toMatchObject({ a: '1,2', long: 'x y' })
  })

  it('may be in chunks, or say so after they were joined', () => {
    const head = 'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n'
    expect(read(`${head}3\r\n{"a\r\n4;x=y\r\n":1}\r\n0\r\n\r\n`).body).toBe('{"a":1}')
    expect(read(`${head}{"a":1}`).body).toBe('{"a":1}')
  })

  it('may have what comes after it behind its body', () => {
    const text = 'POST / HTTP/1.1\nContent-Length: 2\n\n{}\n\nHTTP/1.1 200 OK\n'
    expect(read(text)).toMatchObject({ body: '{}', remarks: [expect.stringContaining('are not read')] })
  })

  it('says where it came to by its Host, and how by the proxy', () => {
    const head = (host: string, more = '') => `POST /a HTTP/1.1\nHost: ${host}\n${more}\n`
    expect(read(head('pay.example.com')).origin).toBe('https://pay.example.com')
    expect(read(head('127.0.0.1:3000')).origin).toBe('http://127.0.0.1:3000')
    expect(read(head('pay.example.com', 'X-Forwarded-Proto: http\n')).origin).toBe('http://pay.example.com')
    expect(read(head('a b')).origin).toBeUndefined()
  })
})

describe('JSON', () => {
  it('of a load balancer has the query as it came', () => {
    const event = {
      requestContext: { elb: { targetGroupArn: 'arn' } },
      httpMethod: 'POST',
      path: '/a',
      queryStringParameters: { b: 'c%2Fd' },
      headers: { host: 'x.test' },
      body: 'e30=',
      isBase64Encoded: true,
    }
    expect(read(JSON.stringify(event))).toMatchObject({ target: '/a?b=c%2Fd', body: '{}' })
  })

  it('of an event has the path percent-decoded, and the target says so', () => {
    const event = {
      version: '2.0',
      rawPath: '/a%?',
      rawQueryString: 'b',
      headers: {},
      requestContext: { http: { method: 'POST' } },
    }
    expect(read(JSON.stringify(event)).target).toBe('/a%25%3F?b')
  })

  it('of a HAR may have the body in base64, or not at all', () => {
    const entry = (postData: object) =>
      JSON.stringify({ request: { method: 'POST', url: 'https://x.test/a', headers: [], postData } })
    expect(read(entry({ text: 'e30=', encoding: 'base64' })).body).toBe('{}')
    expect(read(entry({ params: [{ name: 'a', value: 'b' }] }))).toMatchObject({
      remarks: [expect.stringContaining('--body')],
    })
  })

  it('of Postman may have variables', () => {
    const item = {
      request: {
        method: 'POST',
        url: 'https://x.test/a',
        header: [
          { key: 'A', value: '{{b}}' },
          { key: 'C', value: 'd', disabled: true },
        ],
      },
    }
    expect(read(JSON.stringify(item))).toMatchObject({
      headers: { a: '{{b}}' },
      remarks: [expect.stringContaining('{{…}}')],
    })
  })

  it('of a kept refusal is the request as it came', () => {
    const item = {
      pk: { S: 'id' },
      platform: { S: 'antom' },
      contract: { S: 'notification' },
      reason: { S: 'signature-mismatch' },
      path: { S: '/antom/notify' },
      query: { S: 'a=b' },
      headers: { M: { host: { S: 'x.test' }, 'client-id': { S: 'C' } } },
      body: { B: 'e30=' },
      receivedAt: { N: '1' },
    }
    expect(read(JSON.stringify({ Items: [item] }))).toEqual({
      method: 'POST',
      origin: 'https://x.test',
      target: '/antom/notify?a=b',
      headers: { host: 'x.test', 'client-id': 'C' },
      body: '{}',
      remarks: [],
    })
  })
})

it('the forms have short names of their own', () => {
  expect(new Set(forms.map(({ name }) => name)).size).toBe(forms.length)
})
