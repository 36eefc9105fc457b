/**
 * The Venezuelan suggested plan, in code order.
 */
import { BALANCE_ACCOUNTS } from './balanceAccounts.ts';
import { RESULT_ACCOUNTS } from './resultAccounts.ts';

export const SUGGESTED_TABLES: readonly string[] = [BALANCE_ACCOUNTS, RESULT_ACCOUNTS];
