/** What a worker is told when all that it may fetch is there (network-gate.ts). */
export const closeNetwork = 'close-network';
