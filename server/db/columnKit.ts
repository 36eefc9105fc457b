// The few column types the schema is written in, so that one schema becomes SQLite or PostgreSQL tables.
// Types are those of SQLite's builders; the PostgreSQL kit produces tables of the same shape.
import * as pg from 'drizzle-orm/pg-core';
import * as sqlite from 'drizzle-orm/sqlite-core';
import { readHash, writeHash } from './hashBytes.ts';
import { assertStorable } from './storableText.ts';

const integerText = (value: bigint | number | string): number => {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new Error(`integer column out of range: ${value}`);
  return number;
};

const sqliteInteger = sqlite.customType<{ data: number; driverData: bigint | number }>({
  dataType: () => 'integer',
  fromDriver: integerText,
});
const sqliteMoney = sqlite.customType<{ data: bigint; driverData: bigint | number }>({
  dataType: () => 'integer',
  fromDriver: (value) => BigInt(value),
});
const sqliteFlag = sqlite.customType<{ data: boolean; driverData: bigint | number }>({
  dataType: () => 'integer',
  fromDriver: (value) => Number(value) === 1,
  toDriver: (value) => (value ? 1 : 0),
});
const sqliteHash = sqlite.customType<{ data: string; driverData: Uint8Array }>({
  dataType: () => 'blob',
  fromDriver: readHash,
  toDriver: writeHash,
});

export const sqliteKit = {
  table: sqlite.sqliteTable,
  text: (name: string) => sqlite.text(name),
  integer: (name: string) => sqliteInteger(name),
  /** Minor units as a 64-bit integer; a bigint in code (invariant 4). */
  money: (name: string) => sqliteMoney(name),
  flag: (name: string) => sqliteFlag(name),
  /** Bytes in the database, hexadecimal in code: half the size. */
  hash: (name: string) => sqliteHash(name),
  /** Somebody by the number that the company's own books give them (`company_people`); 0 is Cuadre itself. */
  person: (name: string) => sqliteInteger(name),
};
export type ColumnKit = typeof sqliteKit;

const pgText = pg.customType<{ data: string; driverData: string }>({
  dataType: () => 'text',
  toDriver: assertStorable,
});
const pgInteger = pg.customType<{ data: number; driverData: string | number }>({
  dataType: () => 'bigint',
  fromDriver: integerText,
});
const pgMoney = pg.customType<{ data: bigint; driverData: string | bigint }>({
  dataType: () => 'bigint',
  fromDriver: (value) => BigInt(value),
  toDriver: (value) => value.toString(),
});
const pgFlag = pg.customType<{ data: boolean; driverData: string | number }>({
  dataType: () => 'smallint',
  fromDriver: (value) => Number(value) === 1,
  toDriver: (value) => (value ? 1 : 0),
});
const pgHash = pg.customType<{ data: string; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  fromDriver: readHash,
  toDriver: writeHash,
});

export const postgresKit = {
  table: pg.pgTable,
  text: (name: string) => pgText(name),
  integer: (name: string) => pgInteger(name),
  money: (name: string) => pgMoney(name),
  flag: (name: string) => pgFlag(name),
  hash: (name: string) => pgHash(name),
  person: (name: string) => pgInteger(name),
} as unknown as ColumnKit;
