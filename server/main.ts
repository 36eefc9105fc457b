// `node server/main.ts …`: the server alone, which is the command line's `serve`.
process.argv.splice(2, 0, 'serve');
// After that, and not before, as what is imported at the top would be.
void import('./cli/main.ts');

export {};
