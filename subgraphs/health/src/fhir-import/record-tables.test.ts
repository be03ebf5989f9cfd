import { expect, test } from '@jest/globals';
import { createDatabaseAdapter } from '@rotunda/platform/open-database';
import { PrismaClient } from '../generated/prisma/client.ts';
import { aPatient, anObservation, ndjson, openImportBench } from './import-in-test.ts';

test('what the import writes by COPY reads back through every Prisma model', async () => {
  const bench = await openImportBench();
  const prisma = new PrismaClient({ adapter: createDatabaseAdapter(bench.url) });
  try {
    const patient = aPatient('p', {
      identifier: [{ system: 'urn:mrn', value: '7' }],
      birthDate: '1965',
      generalPractitioner: [{ reference: 'Practitioner/d' }],
    });
    const height = { valueQuantity: { value: 181.2, unit: 'cm' }, effectiveDateTime: '2020-02' };
    const lines = [patient, { ...patient, gender: 'other' }, anObservation('o', 'Patient/p', height)];
    await bench.importFiles([
      await bench.file('tables.ndjson', ndjson(...lines, anObservation('w', 'Patient/x'))),
    ]);

    const [record, version, person, identifier, relationship, job, file, entry, waiting] = await Promise.all([
      prisma.fhirRecord.findFirstOrThrow({ where: { fhirType: 'Observation' } }),
      prisma.fhirRecordVersion.findFirstOrThrow(),
      prisma.patient.findFirstOrThrow(),
      prisma.recordIdentifier.findFirstOrThrow(),
      prisma.careRelationship.findFirstOrThrow(),
      prisma.importJob.findFirstOrThrow(),
      prisma.importFile.findFirstOrThrow(),
      prisma.importLedgerEntry.findFirstOrThrow({ where: { outcome: 'PENDING_REFERENCE' } }),
      prisma.quarantinedRecord.findFirstOrThrow(),
    ]);

    expect(record).toMatchObject({
      patientId: person.patientId,
      clinicalAt: new Date('2020-02-01'),
      valueUnit: 'cm',
    });
    expect(record.valueNumber?.toString()).toBe('181.2');
    expect(version).toMatchObject({ recordId: person.patientId, versionId: 1 });
    expect(person).toMatchObject({
      gender: 'other',
      givenNames: ['Ada'],
      birthDateTo: new Date('1965-12-31'),
    });
    expect(identifier).toMatchObject({ recordId: person.patientId, value: '7' });
    expect(relationship).toMatchObject({
      actor: 'd',
      patientId: person.patientId,
      basis: 'GENERAL_PRACTITIONER',
    });
    expect(job).toMatchObject({ state: 'COMPLETED_WITH_ISSUES', linesRead: 4 });
    expect(file).toMatchObject({ state: 'COMPLETED', linesDone: 4 });
    expect(entry).toMatchObject({ line: 4, issues: [expect.objectContaining({ code: 'unknown-patient' })] });
    expect(waiting).toMatchObject({ patientRef: 'Patient/x', fhirId: 'w' });
  } finally {
    await prisma.$disconnect();
    await bench.close();
  }
});
