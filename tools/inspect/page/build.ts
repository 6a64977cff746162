import { hash } from 'node:crypto'
import { join } from 'node:path'
import { build } from 'esbuild'

/** A circle with a tick. Without an icon of its own a browser would ask for one. */
const ICON =
  "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><circle cx='8' cy='8' r='7' fill='%230550ae'/><path d='M4.5 8.2l2.4 2.4 4.6-5' fill='none' stroke='white' stroke-width='2'/></svg>"

/**
 * The inspector's page as one HTML file that asks for nothing, and the policy under which it runs: its own script and
 * style by their hashes, no text ever made into markup. Throws esbuild's BuildFailure, its messages already printed.
 */
export async function buildPage(): Promise<{ readonly html: string; readonly csp: string }> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'main.tsx')],
    outdir: join(import.meta.dirname, 'never-written'),
    write: false,
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'iife',
    target: ['chrome120', 'firefox121', 'safari17.4'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
  })
  const [script, style] = ['.js', '.css'].map(
    (ending) => outputFiles.find(({ path }) => path.endsWith(ending))?.text.trim() ?? '',
  )
  return { html: htmlOf(script ?? '', style ?? ''), csp: cspOf(script ?? '', style ?? '') }
}

function htmlOf(script: string, style: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Inspector</title>
<link rel="icon" href="${ICON}">
<style>${style}</style>
</head>
<body>
<noscript>The inspector is a program: it needs JavaScript.</noscript>
<script>${script}</script>
</body>
</html>
`
}

function cspOf(script: string, style: string): string {
  return [
    "default-src 'none'",
    `script-src '${sourceHash(script)}'`,
    `style-src '${sourceHash(style)}'`,
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
}

function sourceHash(text: string): string {
  return `sha256-${hash('sha256', text, 'base64')}`
}
