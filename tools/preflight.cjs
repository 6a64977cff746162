// Loaded before every tool, in words that any Node reads: what is missing is said in one line.
const { engines } = require('../package.json')

if (!isInstalled('valibot')) fail('the dependencies are not installed: run `npm ci`')
if (!process.features.typescript) {
  fail(
    `Node ${process.versions.node} at ${process.execPath} cannot run TypeScript: install Node ${engines.node.slice(2)} or newer. On Linux x64 \`npm ci --include=optional\` brings one`,
  )
}

function isInstalled(name) {
  try {
    return Boolean(require.resolve(name))
  } catch {
    return false
  }
}

function fail(line) {
  console.error(line)
  process.exit(1)
}
