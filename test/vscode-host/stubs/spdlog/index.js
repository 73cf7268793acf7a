// Stands in for VS Code's native logger, which npm would have to compile: the same surface over a plain file.
const fs = require('node:fs');
const path = require('node:path');

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'];
const infoLevel = levels.indexOf('info');

class Logger {
  constructor(name, file) {
    this.name = name;
    this.file = file;
    this.level = infoLevel;
    fs.mkdirSync(path.dirname(file), { recursive: true });
  }

  write(level, message) {
    if (level < this.level) return;
    const line = `${new Date().toISOString()} [${levels[level]}] ${message}\n`;
    // The log folder may be removed while the server shuts down; a lost log line must not take the server with it.
    fs.appendFile(this.file, line, () => {});
  }

  trace(message) {
    this.write(0, message);
  }
  debug(message) {
    this.write(1, message);
  }
  info(message) {
    this.write(2, message);
  }
  warn(message) {
    this.write(3, message);
  }
  error(message) {
    this.write(4, message);
  }
  critical(message) {
    this.write(5, message);
  }

  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  setPattern() {}
  clearFormatters() {}
  flush() {}
  drop() {}
}

// Assigned one by one: the server imports them by name, and Node finds the names of a CommonJS module only this way.
exports.version = 0;
exports.Logger = Logger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.shutdown = () => {};
exports.createRotatingLogger = async (name, file) => new Logger(name, file);
exports.createAsyncRotatingLogger = exports.createRotatingLogger;
