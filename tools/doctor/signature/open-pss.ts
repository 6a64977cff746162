import { hash } from 'node:crypto'
import type { HashName, Opening } from './open-rsa.ts'

const TRAILER = 0xbc

/** Fewer zeros before the salt may be chance; with the longest salt, which is Node's default, there are none. */
const MIN_ZEROS = 8

/**
 * Reads what EMSA-PSS encoded: the salt and the hash over it show whether a text fits, and the padding that a key made
 * it. RFC 8017, section 9.1.2: https://www.rfc-editor.org/rfc/rfc8017#section-9.1.2
 */
export function openPss(encoded: Buffer, modulusBits: number): Opening | undefined {
  if (encoded.at(-1) !== TRAILER || modulusBits % 8 !== 0) return undefined
  for (const name of ['sha256', 'sha1', 'sha512', 'sha384'] as const) {
    const length = hash(name, '', 'buffer').length
    const at = encoded.length - 1 - length
    const seal = encoded.subarray(at, -1)
    const block = unmasked(encoded.subarray(0, at), seal, name)
    const zeros = block.findIndex((byte) => byte !== 0)
    if (block[zeros] === 1) return opening(name, seal, block.subarray(zeros + 1), zeros >= MIN_ZEROS)
  }
  return undefined
}

function opening(name: HashName, seal: Buffer, salt: Buffer, isCertain: boolean): Opening {
  const isOf = (digest: Buffer) =>
    hash(name, Buffer.concat([Buffer.alloc(8), digest, salt]), 'buffer').equals(seal)
  return { hash: name, scheme: 'pss', digest: undefined, isCertain, isOf }
}

/** Zeros, a one, and the salt. */
function unmasked(masked: Buffer, seal: Buffer, name: HashName): Buffer {
  const mask = mgf1(seal, masked.length, name)
  const block = Buffer.from(masked.map((byte, index) => byte ^ (mask[index] ?? 0)))
  block[0] = (block[0] ?? 0) & 0x7f
  return block
}

/** Appendix B.2.1 of the same. */
function mgf1(seed: Buffer, length: number, name: HashName): Buffer {
  const blocks: Buffer[] = []
  for (let made = 0; made < length; made += blocks.at(-1)?.length ?? length) {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(blocks.length)
    blocks.push(hash(name, Buffer.concat([seed, counter]), 'buffer'))
  }
  return Buffer.concat(blocks).subarray(0, length)
}
