import fc from 'fast-check';

// The same cases in every run, so that a change is to blame for a failure; PROPERTY_SEED draws others.
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.PROPERTY_SEED ?? 20_220_115) });
