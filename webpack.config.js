// Builds what the browser runs: the add-in (pane, functions and commands in one shared runtime, as
// Excel loads it) and, apart, the workbench that hosts the same add-in without Excel.
// `npx webpack --mode development` builds without minifying.
import { fileURLToPath } from 'node:url';
import CopyPlugin from 'copy-webpack-plugin';
import CustomFunctionsMetadataPlugin from 'custom-functions-metadata-plugin';
import { EsbuildPlugin } from 'esbuild-loader';
import HtmlWebpackPlugin from 'html-webpack-plugin';
import MiniCssExtractPlugin from 'mini-css-extract-plugin';
import { tsImport } from 'tsx/esm/api';
import webpack from 'webpack';

/** @param {string} path */
const importTypeScript = (path) => tsImport(path, import.meta.url);
const { FunctionTextsPlugin } = await importTypeScript('./scripts/functionTextsPlugin.ts');
const { readApiSets } = await importTypeScript('./addin/workbench/office/apiSets.ts');
const { englishFunctionTexts } = await importTypeScript('./addin/functions/functionTexts.en.ts');

/** @param {string} path */
const resolvePath = (path) => fileURLToPath(new URL(path, import.meta.url));

// Microsoft supports Office.js in WebView2, Safari's WKWebView and current browsers: all read ES2020.
const TARGET = 'es2020';

// As in manifest.xml: the server replaces it by its own address in what it serves.
const WRITTEN_ADDRESS = 'https://localhost:3000';

/** @type {import('webpack').Configuration} */
const common = {
  mode: 'production',
  // No `eval` source maps: the pages' content security policy forbids eval.
  devtool: 'source-map',
  target: 'web',
  resolve: { extensions: ['.ts', '.tsx', '.js', '.json'] },
  module: {
    rules: [
      {
        test: /\.tsx?$/,
        exclude: /node_modules/,
        loader: 'esbuild-loader',
        options: { target: TARGET },
      },
      { test: /\.css$/, use: [MiniCssExtractPlugin.loader, 'css-loader'] },
    ],
  },
  optimization: { minimizer: [new EsbuildPlugin({ target: TARGET, css: true })] },
  cache: {
    type: 'filesystem',
    buildDependencies: {
      config: [
        fileURLToPath(import.meta.url),
        resolvePath('scripts/functionTextsPlugin.ts'),
        resolvePath('scripts/functionTexts.ts'),
        resolvePath('addin/workbench/office/apiSets.ts'),
        resolvePath('package-lock.json'),
      ],
    },
  },
  // Sizes have their own limit, in gzip: scripts/checkBundleSize.ts.
  performance: false,
  stats: 'errors-warnings',
};

/** @type {import('webpack').Configuration} */
const addin = {
  ...common,
  name: 'addin',
  // In this order: what stands first can still speak where Office.js is missing.
  entry: { taskpane: ['./addin/host/officeMissing.ts', './addin/taskpane/index.tsx'] },
  output: {
    path: resolvePath('dist/addin'),
    // The manifest names taskpane.js, so its name is fixed and the page asks for it with its hash.
    filename: '[name].js',
    chunkFilename: '[name].[contenthash:10].js',
    clean: true,
  },
  optimization: {
    ...common.optimization,
    // Libraries change rarely: in a file of their own, they survive in caches when we publish.
    splitChunks: {
      cacheGroups: {
        libraries: {
          test: /[\\/]node_modules[\\/]/,
          name: 'libraries',
          chunks: 'initial',
          filename: '[name].[contenthash:10].js',
        },
      },
    },
  },
  plugins: [
    new CustomFunctionsMetadataPlugin({
      input: resolvePath('addin/functions/functions.ts'),
      output: 'functions.json',
    }),
    new FunctionTextsPlugin({
      metadata: 'functions.json',
      help: `${WRITTEN_ADDRESS}/addin/ayuda.html`,
      english: {
        texts: englishFunctionTexts,
        help: `${WRITTEN_ADDRESS}/addin/help.html`,
        output: 'functions.en.json',
      },
    }),
    new HtmlWebpackPlugin({
      template: './addin/taskpane/taskpane.html',
      filename: 'taskpane.html',
      hash: true,
    }),
    new MiniCssExtractPlugin({ filename: '[name].[contenthash:10].css' }),
    new CopyPlugin({
      patterns: [
        { from: 'addin/icons/*.png', to: 'icons/[name][ext]' },
        { from: 'addin/help/*', to: '[name][ext]' },
      ],
    }),
  ],
};

/** @type {import('webpack').Configuration} */
const workbench = {
  ...common,
  name: 'workbench',
  entry: {
    workbench: './addin/workbench/page.tsx',
    // Loaded by the pane's page in place of Office.js, hence a fixed name and nothing split off.
    'office-host': './addin/workbench/officeHost.ts',
  },
  output: {
    path: resolvePath('dist/workbench'),
    // The server shows the page at addresses of its own choice.
    publicPath: '/workbench/',
    filename: ({ chunk }) =>
      chunk?.name === 'office-host' ? '[name].js' : '[name].[contenthash:10].js',
    chunkFilename: '[name].[contenthash:10].js',
    clean: true,
  },
  // The grid's libraries come minified; maps of them would cost a minute and say nothing.
  devtool: false,
  optimization: {
    ...common.optimization,
    splitChunks: {
      cacheGroups: {
        libraries: {
          test: /[\\/]node_modules[\\/]/,
          name: 'libraries',
          chunks: (chunk) => chunk.name === 'workbench',
        },
      },
    },
  },
  plugins: [
    new webpack.SourceMapDevToolPlugin({
      filename: '[file].map[query]',
      include: /^(workbench|office-host)/,
    }),
    new HtmlWebpackPlugin({
      template: './addin/workbench/workbench.html',
      filename: 'workbench.html',
      chunks: ['workbench'],
    }),
    new MiniCssExtractPlugin({ filename: '[name].[contenthash:10].css' }),
    new CopyPlugin({
      patterns: [
        {
          from: 'node_modules/@types/office-js/index.d.ts',
          to: 'api-sets.json',
          transform: (typings) => JSON.stringify(readApiSets(typings.toString())),
        },
      ],
    }),
  ],
};

export default [addin, workbench];
