// The ribbon as the manifest describes it: the workbench shows the buttons that Excel would show.

export interface RibbonButton {
  id: string;
  label: string;
  tip: string;
  iconUrl: string | undefined;
  action: { kind: 'command'; functionName: string } | { kind: 'taskpane' };
}

export interface RibbonGroup {
  id: string;
  label: string;
  buttons: RibbonButton[];
}

const SPANISH = 'es-ES';

/** `<bt:String id="x" DefaultValue="…"><bt:Override Locale="es-ES" Value="…"/>` by id. */
function readResources(manifest: Document): Map<string, string> {
  const resources = new Map<string, string>();
  for (const element of elementsOf(manifest, ['String', 'Image', 'Url'])) {
    const id = element.getAttribute('id');
    const isSpanish = (child: Element) => child.getAttribute('Locale') === SPANISH;
    const override = elementsOf(element, ['Override']).find(isSpanish);
    const value = override?.getAttribute('Value') ?? element.getAttribute('DefaultValue');
    if (id && value) resources.set(id, value);
  }
  return resources;
}

function elementsOf(root: Document | Element, names: string[]): Element[] {
  return [...root.getElementsByTagName('*')].filter((element) => names.includes(element.localName));
}

function childOf(parent: Element, name: string): Element | undefined {
  return [...parent.children].find((child) => child.localName === name);
}

/** Only the path: behind the workbench the same server answers, whatever its public address. */
function localPath(url: string | undefined): string | undefined {
  if (!url) return undefined;
  try {
    const { pathname, search } = new URL(url, location.href);
    return pathname + search;
  } catch {
    return undefined;
  }
}

function readButton(control: Element, resources: Map<string, string>): RibbonButton | undefined {
  const text = (element: Element | undefined) =>
    resources.get(element?.getAttribute('resid') ?? '') ?? '';
  const action = childOf(control, 'Action');
  const kind = action?.getAttribute('xsi:type');
  const functionName = action && childOf(action, 'FunctionName')?.textContent?.trim();
  if (!action || (kind === 'ExecuteFunction' && !functionName)) return undefined;
  const supertip = childOf(control, 'Supertip');
  const images = elementsOf(control, ['Image']);
  const image = images.find((entry) => entry.getAttribute('size') === '32') ?? images[0];
  return {
    id: control.getAttribute('id') ?? '',
    label: text(childOf(control, 'Label')),
    tip: text(supertip && childOf(supertip, 'Description')),
    iconUrl: localPath(resources.get(image?.getAttribute('resid') ?? '')),
    action:
      kind === 'ExecuteFunction'
        ? { kind: 'command', functionName: functionName! }
        : { kind: 'taskpane' },
  };
}

/** Controls of the ribbon tab; those of context menus are left out. */
export function readManifestRibbon(xml: string): RibbonGroup[] {
  const manifest = new DOMParser().parseFromString(xml, 'text/xml');
  const resources = readResources(manifest);
  return elementsOf(manifest, ['Group'])
    .filter((group) => !group.closest('Hosts > Host > MobileFormFactor'))
    .map((group) => ({
      id: group.getAttribute('id') ?? '',
      label: resources.get(childOf(group, 'Label')?.getAttribute('resid') ?? '') ?? '',
      buttons: [...group.children]
        .filter((child) => child.localName === 'Control')
        .flatMap((control) => readControl(control, resources)),
    }))
    .filter((group) => group.buttons.length > 0);
}

/** A menu becomes its entries, side by side. */
function readControl(control: Element, resources: Map<string, string>): RibbonButton[] {
  const items = elementsOf(control, ['Item']).filter((item) => item !== control);
  const buttons = items.length > 0 ? items : [control];
  return buttons.flatMap((button) => readButton(button, resources) ?? []);
}
