// What the system says when a file or an address cannot be used, as a sentence: never «ENOENT».

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no existe',
  EISDIR: 'es una carpeta, y se espera un archivo',
  ENOTDIR: 'parte de esa ruta es un archivo, no una carpeta',
  EACCES: 'no hay permiso para usarlo',
  EPERM: 'no hay permiso para usarlo',
  EROFS: 'está en un disco de solo lectura',
  EEXIST: 'ya existe',
  ENOSPC: 'no cabe: el disco está lleno',
  EMFILE: 'hay demasiados archivos abiertos',
  ENAMETOOLONG: 'el nombre es demasiado largo',
  ELOOP: 'es un enlace que no lleva a ninguna parte',
  EBUSY: 'está ocupado por otro programa',
  EIO: 'el disco no responde como debe',
  ERR_FS_FILE_TOO_LARGE: 'es demasiado grande para leerlo de una vez',
  ERR_STRING_TOO_LONG: 'es demasiado grande para leerlo de una vez',
  EADDRINUSE: 'ya está en uso por otro programa',
  EADDRNOTAVAIL: 'no es una dirección de este equipo',
  ENOTFOUND: 'no se conoce esa dirección',
};

interface SystemError {
  code: string;
  path?: string;
  address?: string;
  hostname?: string;
  port?: number;
  syscall?: string;
}

/**
 * @param place what it was about, where the error itself does not say
 * @returns null when it is not an error of the system
 */
export function explainSystemError(error: unknown, place?: string): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  const { code, path, address, hostname, port } = error as unknown as SystemError;
  const reason = reasons[code];
  if (reason === undefined) return null;
  if (code === 'EACCES' && port !== undefined) {
    return `Puerto ${port}: no hay permiso para usarlo; elija con PORT uno desde el 1024.`;
  }
  const socket =
    port === undefined ? undefined : `Dirección ${address ?? hostname}, puerto ${port}`;
  const subject = place ?? path ?? socket ?? hostname;
  return subject === undefined ? null : `${subject}: ${reason}.`;
}
