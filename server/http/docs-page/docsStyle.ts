// How the documentation page looks: the colours of the pane, light and dark, from a phone to a wide screen.

export const docsStyle = `
:root {
  color-scheme: light dark;
  --page: #fff; --raised: #f3f6f6; --line: #d5dddf; --text: #1d2426; --quiet: #52605f; --accent: #0b5f6e;
  --get: #0b5f6e; --post: #2d6a2f; --put: #8a4b00; --delete: #a4262c;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14191a; --raised: #1f2628; --line: #3a4548; --text: #e6ebec; --quiet: #a8b5b7; --accent: #6cc3d0;
    --get: #6cc3d0; --post: #7fc982; --put: #e0a35c; --delete: #f1868b;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; background: var(--page); color: var(--text);
  font: 15px/1.55 'Segoe UI', system-ui, -apple-system, 'Helvetica Neue', sans-serif; }
a { color: var(--accent); }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 1rem; top: 1rem; background: var(--page); padding: .5rem; }
.layout { display: grid; grid-template-columns: 17rem minmax(0, 1fr); max-width: 82rem; margin: 0 auto; }
nav { position: sticky; top: 0; max-height: 100vh; overflow-y: auto; padding: 1.5rem 1rem 2rem 1.5rem;
  border-right: 1px solid var(--line); font-size: 14px; }
nav h2 { margin: 1.2rem 0 .3rem; font-size: 12px; font-weight: 600; color: var(--quiet); border: 0; padding: 0; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav li { margin: .15rem 0; }
nav a { text-decoration: none; color: inherit; display: block; padding: .1rem 0; }
nav a:hover { color: var(--accent); text-decoration: underline; }
main { padding: 1.5rem 2rem 5rem; min-width: 0; }
h1 { font-size: 2rem; line-height: 1.2; margin: .2rem 0 .6rem; font-weight: 600; }
h2 { font-size: 1.45rem; margin: 3rem 0 .6rem; padding-top: 1rem; border-top: 1px solid var(--line); font-weight: 600; }
h3 { font-size: 1.1rem; margin: 2rem 0 .4rem; font-weight: 600; }
h4 { font-size: .95rem; margin: 1.1rem 0 .3rem; font-weight: 600; }
p, li { max-width: 46rem; }
code { font: .88em/1.5 Consolas, 'Cascadia Mono', Menlo, monospace; background: var(--raised); padding: .1em .3em;
  border-radius: 3px; overflow-wrap: anywhere; }
pre { background: var(--raised); border: 1px solid var(--line); border-radius: 6px; padding: .8rem 1rem; overflow-x: auto; }
pre code { background: none; padding: 0; overflow-wrap: normal; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 14px; margin: .4rem 0 1rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .7rem .35rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; color: var(--quiet); font-size: 13px; }
td:first-child { white-space: nowrap; }
td p { margin: 0; }
.quiet { color: var(--quiet); }
.operation { border: 1px solid var(--line); border-radius: 8px; margin: .8rem 0; padding: 0 1rem; }
.operation > summary { cursor: pointer; padding: .65rem 0; display: flex; gap: .7rem; align-items: baseline; flex-wrap: wrap; }
.operation > summary code { background: none; padding: 0; font-size: .9em; }
.operation > summary span:last-child { color: var(--quiet); }
.method { font: 600 12px/1.4 Consolas, Menlo, monospace; min-width: 3.6rem; }
.GET { color: var(--get); } .POST { color: var(--post); } .PUT, .PATCH { color: var(--put); } .DELETE { color: var(--delete); }
@media (max-width: 60rem) {
  .layout { display: block; }
  nav { position: static; max-height: none; border-right: 0; border-bottom: 1px solid var(--line); padding: 1rem; }
  nav .chapters { display: none; }
  main { padding: 1rem 1rem 4rem; }
  h1 { font-size: 1.6rem; }
  td:first-child { white-space: normal; overflow-wrap: anywhere; }
}
`;
