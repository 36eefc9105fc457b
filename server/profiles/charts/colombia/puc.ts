/**
 * The Colombian plan, class by class.
 */
import { CLASS_1 } from './class1.ts';
import { CLASS_2 } from './class2.ts';
import { CLASS_3 } from './class3.ts';
import { CLASS_4 } from './class4.ts';
import { CLASS_5 } from './class5.ts';
import { CLASS_6 } from './class6.ts';
import { CLASS_7 } from './class7.ts';
import { CLASSES_8_AND_9 } from './classes8And9.ts';

export const PUC_TABLES: readonly string[] = [
  CLASS_1,
  CLASS_2,
  CLASS_3,
  CLASS_4,
  CLASS_5,
  CLASS_6,
  CLASS_7,
  CLASSES_8_AND_9,
];
