// Webpack plugin: writes the English metadata of the Excel functions beside the Spanish one, and
// fails the build when a function or parameter lacks its text in either language.
import type { Compilation, Compiler } from 'webpack';
import {
  findTextProblems,
  translateMetadata,
  type FunctionsMetadata,
  type FunctionTextsTable,
} from './functionTexts.ts';

export interface FunctionTextsOptions {
  /** Asset with the Spanish metadata. */
  metadata: string;
  texts: FunctionTextsTable;
  /** Asset to write. */
  output: string;
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
    const { metadata, texts, output } = this.#options;
    const asset = compilation.getAsset(metadata);
    if (!asset) {
      compilation.errors.push(new webpack.WebpackError(`${metadata} was not generated`));
      return;
    }
    const spanish = JSON.parse(asset.source.source().toString()) as FunctionsMetadata;
    for (const problem of findTextProblems(spanish, texts)) {
      compilation.errors.push(new webpack.WebpackError(problem));
    }
    const json = JSON.stringify(translateMetadata(spanish, texts), null, 2);
    compilation.emitAsset(output, new webpack.sources.RawSource(json));
  }
}
