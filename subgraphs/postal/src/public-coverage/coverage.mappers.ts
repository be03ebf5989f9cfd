import type { Page } from '@rotunda/platform/page-by-cursor';
import type { CoverageCell } from './coverage-cell.ts';

export type CoverageCellMapper = CoverageCell;
export type CoverageCellConnectionMapper = Page<CoverageCell>;
