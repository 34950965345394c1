// Loaded before a command (--import): tells its largest memory when it ends.
process.on('exit', () => process.stderr.write(`peak ${process.resourceUsage().maxRSS * 1024}\n`));
