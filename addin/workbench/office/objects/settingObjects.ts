// Excel.Setting: what an add-in stores in the file.
import type { OfficeContext } from '../officeContext.ts';
import { NullObject, OfficeCollection, OfficeObject, itemNotFound } from '../officeObject.ts';

class SettingObject extends OfficeObject {
  readonly typeName = 'Setting';
  readonly scalars = ['Key', 'Value'];
  constructor(
    private readonly context: OfficeContext,
    private readonly key: string,
  ) {
    super();
  }
  override identity() {
    return { Key: this.key };
  }
  get Key() {
    return this.key;
  }
  get Value() {
    return this.context.state.settings.get(this.key) ?? null;
  }
  set Value(value: unknown) {
    this.context.state.settings.set(this.key, value);
  }
  Delete() {
    this.context.state.settings.delete(this.key);
  }
}

export class SettingCollectionObject extends OfficeCollection {
  readonly typeName = 'SettingCollection';
  constructor(private readonly context: OfficeContext) {
    super();
  }
  items() {
    return [...this.context.state.settings.keys()].map(
      (key) => new SettingObject(this.context, key),
    );
  }
  Add(key: string, value: unknown) {
    this.context.state.settings.set(key, value);
    return new SettingObject(this.context, key);
  }
  GetItemOrNullObject(key: string) {
    const isKnown = this.context.state.settings.has(key);
    return isKnown ? new SettingObject(this.context, key) : new NullObject();
  }
  GetItem(key: string) {
    const setting = this.GetItemOrNullObject(key);
    if (setting instanceof NullObject) throw itemNotFound(`el ajuste «${key}»`);
    return setting;
  }
  GetCount() {
    return this.context.state.settings.size;
  }
}
