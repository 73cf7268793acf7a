// Stands in for the native copy-on-write copy: Node's own copy, slower and otherwise the same.
const fs = require('node:fs');

exports.constants = fs.constants;
exports.copyFile = fs.promises.copyFile;
exports.copyFileSync = fs.copyFileSync;
exports.cp = fs.promises.cp;
exports.isCloneSupported = async () => false;
