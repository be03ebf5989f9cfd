import type { Region } from '@rotunda/platform/regions';
import type { ZipEntry } from '../addresses/zip-directory.ts';
import type { Facility } from './facility.ts';

export type RegionMapper = Region;
export type FacilityMapper = Facility;
export type ZipInfoMapper = ZipEntry;
