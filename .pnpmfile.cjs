// The packages of Node's binaries state their platform as a string; as a list it is kept in the lock file.
const list = (value) => (typeof value === 'string' ? [value] : value);

module.exports = {
  hooks: {
    readPackage: (pkg) =>
      /^node-(bin-)?(linux|darwin|win)-/.test(pkg.name) ? { ...pkg, os: list(pkg.os), cpu: list(pkg.cpu) } : pkg,
  },
};
