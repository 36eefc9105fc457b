// Excel.DataValidation: kept with the workbook but not enforced. Typing a value that the rule
// forbids is therefore possible here and not in Excel; the server refuses it all the same.
import { formatCells, type CellRange } from '../../grid/address.ts';
import type { OfficeContext } from '../officeContext.ts';
import { OfficeObject } from '../officeObject.ts';

export class DataValidationObject extends OfficeObject {
  readonly typeName = 'DataValidation';
  readonly scalars = ['ErrorAlert', 'IgnoreBlanks', 'Prompt', 'Rule'];
  private readonly key: string;

  constructor(
    private readonly context: OfficeContext,
    sheetId: string,
    range: CellRange,
  ) {
    super();
    this.key = `${sheetId}!${formatCells(range)}`;
  }

  private read(name: string): unknown {
    return this.context.state.validations.get(this.key)?.[name];
  }
  private change(name: string, value: unknown): void {
    const current = this.context.state.validations.get(this.key);
    this.context.state.validations.set(this.key, { ...current, [name]: value });
  }

  get Rule() {
    return this.read('rule') ?? {};
  }
  set Rule(value: unknown) {
    this.change('rule', value);
  }
  get ErrorAlert() {
    return this.read('errorAlert') ?? null;
  }
  set ErrorAlert(value: unknown) {
    this.change('errorAlert', value);
  }
  get Prompt() {
    return this.read('prompt') ?? null;
  }
  set Prompt(value: unknown) {
    this.change('prompt', value);
  }
  get IgnoreBlanks() {
    return this.read('ignoreBlanks') ?? true;
  }
  set IgnoreBlanks(value: unknown) {
    this.change('ignoreBlanks', value);
  }
  Clear() {
    this.context.state.validations.delete(this.key);
  }
}
