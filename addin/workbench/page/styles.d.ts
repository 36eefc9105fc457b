// The bundler turns style sheets into files of their own; to TypeScript they are nothing.
declare module '*.css';
