// Webpack plugin: adds the help's addresses to the metadata of the Excel functions, writes the English one
// beside the Spanish one, and fails the build when a function or parameter lacks its text in either language.
import type { Compilation, Compiler } from 'webpack';
import {
  addHelp,
  findTextProblems,
  translateMetadata,
  type FunctionsMetadata,
  type FunctionTextsTable,
} from './functionTexts.ts';

export interface FunctionTextsOptions {
  /** Asset with the Spanish metadata. */
  metadata: string;
  /** The page that explains the functions; its anchors are their ids. */
  help: string;
  english: { texts: FunctionTextsTable; help: string; output: string };
}

export class FunctionTextsPlugin {
  readonly #options: FunctionTextsOptions;

  constructor(options: FunctionTextsOptions) {
    this.#options = options;
  }

  apply(compiler: Compiler): void {
    compiler.hooks.thisCompilation.tap(FunctionTextsPlugin.name, (compilation) => {
      compilation.hooks.processAssets.tap(
        {
          name: FunctionTextsPlugin.name,
          stage: compiler.webpack.Compilation.PROCESS_ASSETS_STAGE_ADDITIONAL,
        },
        () => {
          this.#translate(compilation, compiler.webpack);
        },
      );
    });
  }

  #translate(compilation: Compilation, webpack: Compiler['webpack']): void {
    const { metadata, help, english } = this.#options;
    const asset = compilation.getAsset(metadata);
    if (!asset) {
      compilation.errors.push(new webpack.WebpackError(`${metadata} was not generated`));
      return;
    }
    const spanish = JSON.parse(asset.source.source().toString()) as FunctionsMetadata;
    for (const problem of findTextProblems(spanish, english.texts)) {
      compilation.errors.push(new webpack.WebpackError(problem));
    }
    const sourceOf = (written: FunctionsMetadata) =>
      new webpack.sources.RawSource(JSON.stringify(written, null, 2));
    const translated = translateMetadata(spanish, english.texts);
    compilation.updateAsset(metadata, sourceOf(addHelp(spanish, help)));
    compilation.emitAsset(english.output, sourceOf(addHelp(translated, english.help)));
  }
}
