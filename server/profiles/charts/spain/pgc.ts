/**
 * The Spanish plans, group by group. One set of tables serves both: rows that belong to one of them
 * say so.
 */
import { GROUP_1 } from './group1.ts';
import { GROUP_2 } from './group2.ts';
import { GROUP_3 } from './group3.ts';
import { GROUP_4 } from './group4.ts';
import { GROUP_5 } from './group5.ts';
import { GROUP_6 } from './group6.ts';
import { GROUP_7 } from './group7.ts';
import { GROUPS_8_AND_9 } from './groups8And9.ts';

export const PGC_TABLES: readonly string[] = [
  GROUP_1,
  GROUP_2,
  GROUP_3,
  GROUP_4,
  GROUP_5,
  GROUP_6,
  GROUP_7,
  GROUPS_8_AND_9,
];
