// Stands in for the native module that ends a hung extension host; here the test run's own timeout does that.
exports.start = () => {};
exports.exit = (code) => process.exit(code);
