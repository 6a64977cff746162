/** Both colour schemes have 4.5:1 at least between text and ground. */
export const STYLE = `
:root { color-scheme: light dark; --ground: #fff; --text: #1c1c1e; --faint: #5c5c63; --line: #d9d9de; --box: #f5f5f7;
  --ok: #0a6b2d; --broken: #b3121d; --skipped: #5c5c63; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #161618; --text: #ececf0; --faint: #a3a3ad; --line: #3a3a40; --box: #222226;
    --ok: #5fd38a; --broken: #ff8a8f; --skipped: #a3a3ad; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.2; }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
ul { list-style: none; margin: 0; padding: 0; }
.counts { display: flex; flex-wrap: wrap; gap: 1.5rem; }
.counts .ok, .badge.ok { color: var(--ok); }
.counts .broken, .badge.broken { color: var(--broken); }
.counts .skipped, .badge.skipped { color: var(--skipped); }
.findings > li { border-top: 1px solid var(--line); padding: .4rem 0; }
.findings > li.broken { border-left: 4px solid var(--broken); padding-left: .6rem; }
.badge { font-weight: 600; }
.unseen { color: var(--broken); }
small, time, li.skipped > p { color: var(--faint); }
p { margin: .3rem 0; }
code, pre { font: .85rem/1.4 ui-monospace, monospace; }
pre { background: var(--box); padding: .6rem; margin: .3rem 0; white-space: pre-wrap; max-height: 24rem; overflow: auto; }
summary { cursor: pointer; }
article { border-left: 2px solid var(--line); padding-left: .6rem; margin: .6rem 0; }
`
