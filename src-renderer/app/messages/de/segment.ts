import { segment as en } from '../en/segment.ts';
import { problem, problem_type } from './segment-problem.ts';

export const segment: typeof en = { ...en, problem, problem_type };
