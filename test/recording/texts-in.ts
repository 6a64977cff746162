/** The lines that stand in a picture of a terminal. */
export function textsIn(svg: string): readonly string[] {
  return [...svg.matchAll(/<text class="line".*?>(.*)<\/text>/g)].map(([, inner = '']) =>
    inner.replace(/<.*?>/g, '').replace(/&#(\d+);/g, (_, code) => String.fromCharCode(code)),
  )
}
