import {
  allergies,
  conditions,
  noKnownAllergy,
  pastConditions,
  procedures,
  sensitiveConditions,
  vaccines,
  visit,
} from './clinical-catalogue.ts';
import { clinicianId, hospitalId, practitionerIds } from './demonstration-care-providers.ts';
import { visitObservations } from './demonstration-observations.ts';
import { concept, day, hl7Concept, referTo, type Resource, syntheticMeta } from './resource-parts.ts';
import type { SeededRandom } from './seeded-random.ts';

/** The chart of the number-th patient: a care team, a history, and a visit a year up to 2025. Every third is in the clinician's care. */
export function demonstrationChart(number: number, random: SeededRandom): readonly Resource[] {
  const chart = new Chart(number, random);
  chart.addCareTeam();
  chart.addAllergies();
  chart.addPastCondition();
  chart.addChronicConditions();
  if (number === 1 || random.chance(0.12)) chart.addSensitiveCondition();
  const firstYear = 2025 - random.between(1, 3);
  for (let year = firstYear; year <= 2025; year += 1) chart.addVisit(year);
  return chart.resources;
}

class Chart {
  readonly resources: Resource[] = [];
  readonly #number: number;
  readonly #random: SeededRandom;
  readonly #patient: { readonly reference: string };
  readonly #practitionerId: string;

  constructor(number: number, random: SeededRandom) {
    this.#number = number;
    this.#random = random;
    this.#patient = referTo('Patient', `demo-patient-${number}`);
    const others = practitionerIds.slice(1);
    this.#practitionerId = number % 3 === 1 ? clinicianId : (others[number % others.length] ?? clinicianId);
  }

  addCareTeam(): void {
    this.#add('CareTeam', {
      status: 'active',
      name: 'Primary care team',
      subject: this.#patient,
      period: { start: '2022-01-01' },
      participant: [
        {
          role: [{ text: 'Primary care physician' }],
          member: referTo('Practitioner', this.#practitionerId),
          period: { start: '2022-01-01' },
        },
      ],
      managingOrganization: [referTo('Organization', hospitalId)],
    });
  }

  addAllergies(): void {
    const [clinical, verification] = ['allergyintolerance-clinical', 'allergyintolerance-verification'];
    const status = {
      clinicalStatus: hl7Concept(clinical, 'active'),
      verificationStatus: hl7Concept(verification, 'confirmed'),
    };
    if (this.#random.chance(0.4)) {
      this.#add('AllergyIntolerance', { ...status, code: concept(noKnownAllergy), patient: this.#patient });
      return;
    }
    const { substance, category, reaction } = this.#random.pick(allergies);
    this.#add('AllergyIntolerance', {
      ...status,
      type: 'allergy',
      category: [category],
      criticality: this.#random.chance(0.3) ? 'high' : 'low',
      code: concept(substance),
      patient: this.#patient,
      recordedDate: this.#someDay(2021),
      reaction: [{ manifestation: [concept(reaction)], severity: 'moderate' }],
    });
  }

  addPastCondition(): void {
    const month = this.#random.between(1, 10);
    this.#addCondition(concept(this.#random.pick(pastConditions)), {
      clinicalStatus: hl7Concept('condition-clinical', 'resolved'),
      onsetDateTime: day(2020, month, 3),
      abatementDateTime: day(2020, month + 1, 9),
    });
  }

  addChronicConditions(): void {
    const first = this.#random.between(0, conditions.length - 1);
    const count = this.#random.between(1, 3);
    for (let index = 0; index < count; index += 1) {
      const { condition, medication } = conditions[(first + index * 3) % conditions.length] ?? conditions[0];
      this.#addCondition(concept(condition), {
        clinicalStatus: hl7Concept('condition-clinical', 'active'),
        onsetDateTime: this.#someDay(2021),
      });
      if (!medication) continue;
      this.#add('MedicationRequest', {
        status: 'active',
        intent: 'order',
        medicationCodeableConcept: concept(medication),
        subject: this.#patient,
        authoredOn: this.#someDay(2024),
        requester: referTo('Practitioner', this.#practitionerId),
        dosageInstruction: [
          { text: 'Once a day', timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' } } },
        ],
      });
    }
  }

  addSensitiveCondition(): void {
    const code = this.#number === 1 ? sensitiveConditions[0] : this.#random.pick(sensitiveConditions);
    this.#addCondition(concept(code), {
      clinicalStatus: hl7Concept('condition-clinical', 'active'),
      onsetDateTime: this.#someDay(2022),
    });
  }

  addVisit(year: number): void {
    const date = this.#someDay(year);
    const encounter = this.#add('Encounter', {
      status: 'finished',
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
      type: [concept(visit)],
      subject: this.#patient,
      participant: [{ individual: referTo('Practitioner', this.#practitionerId) }],
      period: { start: `${date}T14:00:00Z`, end: `${date}T14:30:00Z` },
      serviceProvider: referTo('Organization', hospitalId),
    });
    const place = { patient: this.#patient, encounter: referTo('Encounter', encounter.id), date };
    for (const { resourceType, ...observation } of visitObservations(place, this.#random, (type) =>
      this.#nextId(type),
    )) {
      this.resources.push({ ...observation, resourceType });
    }
    this.#add('Immunization', {
      status: 'completed',
      vaccineCode: concept(this.#random.pick(vaccines)),
      patient: this.#patient,
      encounter: place.encounter,
      occurrenceDateTime: date,
      primarySource: true,
    });
    if (!this.#random.chance(0.4)) return;
    this.#add('Procedure', {
      status: 'completed',
      code: concept(this.#random.pick(procedures)),
      subject: this.#patient,
      encounter: place.encounter,
      performedDateTime: date,
    });
  }

  #addCondition(code: Readonly<Record<string, unknown>>, course: Readonly<Record<string, unknown>>): void {
    this.#add('Condition', {
      ...course,
      verificationStatus: hl7Concept('condition-ver-status', 'confirmed'),
      category: [hl7Concept('condition-category', 'problem-list-item')],
      code,
      subject: this.#patient,
    });
  }

  #add(resourceType: string, fields: Readonly<Record<string, unknown>>): Resource {
    const resource = { resourceType, id: this.#nextId(resourceType), meta: syntheticMeta, ...fields };
    this.resources.push(resource);
    return resource;
  }

  #nextId(resourceType: string): string {
    return `demo-${this.#number}-${resourceType.toLowerCase()}-${this.resources.length + 1}`;
  }

  #someDay(year: number): string {
    return day(year, this.#random.between(1, 12), this.#random.between(1, 28));
  }
}
