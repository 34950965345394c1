export type Yard = 'Jones Falls Yard' | 'Herring Run Yard' | 'Gwynns Falls Yard' | 'Middle Branch Yard';
