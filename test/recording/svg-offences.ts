/** What the picture may be made of: nothing that runs, nothing that is fetched. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  svg: ['xmlns', 'viewBox', 'width', 'height', 'role', 'aria-label'],
  title: [],
  style: [],
  g: ['transform'],
  rect: ['width', 'height', 'rx'],
  text: ['class', 'x', 'y', 'text-anchor', 'style'],
  tspan: ['class'],
}

const token =
  /<(?<close>\/)?(?<name>[a-z]+)(?<attributes>(?: [\w-]+="[^"<&]*(?:&#\d+;[^"<&]*)*")*)(?<empty>\/)?>|(?<text>(?:[^<&>]|&#\d+;)+)/gy

/** What keeps a picture from being well-formed XML of one root that needs nothing but itself; empty where nothing does. */
export function svgOffences(svg: string): readonly string[] {
  const offences: string[] = []
  const open: string[] = []
  let end = 0
  for (const { 0: whole, index, groups = {} } of svg.matchAll(token)) {
    const { name, text, attributes = '' } = groups
    end = index + whole.length
    if (name) {
      offences.push(...elementOffences(name, attributes))
      if (groups.close && open.pop() !== name) offences.push(`</${name}> closes another element`)
      if (!groups.close && !groups.empty) open.push(name)
    } else if (text?.trim() && open.length === 0) offences.push('text outside the root')
    if (open.length === 0 && name && svg.slice(end).trim() !== '') offences.push('more than one root')
  }
  if (end < svg.length) offences.push(`no XML from ${JSON.stringify(svg.slice(end, end + 40))} on`)
  if (open.length > 0) offences.push(`not closed: ${open}`)
  if (/url\(|@import|https?:(?!\/\/www\.w3\.org\/2000\/svg"|\/\/127\.0\.0\.1)/.test(svg))
    offences.push('a reference')
  if (/[^\n\P{C}]/u.test(svg)) offences.push('a control character')
  return offences
}

function elementOffences(name: string, attributes: string): readonly string[] {
  const known = allowed[name]
  if (!known) return [`<${name}> has no place in it`]
  return [...attributes.matchAll(/ ([\w-]+)=/g)].flatMap(([, attribute = '']) =>
    known.includes(attribute) ? [] : [`<${name} ${attribute}> has no place in it`],
  )
}
