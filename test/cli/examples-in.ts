/** The command lines in a help or a page that stand by themselves, without the variables, the pipe and the words around them. */
export function examplesIn(text: string): readonly string[] {
  const line =
    /^(?: +|\$ )(?:\S.* \| )?(?:[A-Z_]+=\S+ )*(npm (?:start|run (?:-s )?alipay)(?: -- .*?)?)(?: {2,}[^ -].*| [|<>] .*)?$/gm
  return [...text.replace(/ +\\\n\s+/g, ' ').matchAll(line)].map(([, example = '']) => example)
}
