import { join } from 'node:path'
import { packEvents } from './build/events-package.ts'

const tarball = packEvents(join(import.meta.dirname, '../dist'))
console.log(`Install it in the consumer's repository: npm install ${tarball}`)
