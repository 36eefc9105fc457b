// The address that Excel is told: it loads add-ins over https only, except those of its own machine
// (Microsoft: «Office Add-ins manifest», «SourceLocation»).

const plainOrigin = /^https?:\/\/([\w.-]+|\[[\da-f:]+\])(:\d+)?$/i;
const loopback = /^(localhost|[\w-]+\.localhost|127(\.\d+){3}|\[::1\])$/i;

/** What is wrong with an address as the one Excel is told, in Spanish; null: nothing. */
export function addressProblem(address: string): string | null {
  if (!plainOrigin.test(address) || !URL.canParse(address)) {
    return 'se espera solo protocolo, nombre y puerto, sin ruta: https://cuadre.ejemplo.es';
  }
  const { protocol, hostname } = new URL(address);
  if (protocol === 'https:' || loopback.test(hostname)) return null;
  return 'Excel solo carga complementos por https, salvo los de este mismo equipo (localhost)';
}

export function isLoopbackAddress(address: string): boolean {
  return loopback.test(new URL(address).hostname);
}
