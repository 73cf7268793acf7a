import assert from 'node:assert/strict';
import { append } from '../../../src/core/base/append';
import { DisposableStore } from '../../../src/core/base/disposable';
import { Emitter } from '../../../src/core/base/event';
import { lazy, lazyFor } from '../../../src/core/base/lazy';

describe('an event', () => {
  it('reaches its listeners in the order in which they came', () => {
    const emitter = new Emitter<number>();
    const heard: string[] = [];
    emitter.event((value) => heard.push(`a${value}`));
    emitter.event((value) => heard.push(`b${value}`));
    emitter.fire(1);
    assert.deepEqual(heard, ['a1', 'b1']);
  });

  it('hears the same function twice when it was added twice, and ends one subscription at a time', () => {
    const emitter = new Emitter<number>();
    let heard = 0;
    const listener = () => {
      heard++;
    };
    const first = emitter.event(listener);
    emitter.event(listener);
    first.dispose();
    first.dispose();
    emitter.fire(1);
    assert.equal(heard, 1);
    assert.equal(emitter.listenerCount, 1);
  });

  it('leaves the listeners of a value that is being sent as they were', () => {
    const emitter = new Emitter<number>();
    const heard: string[] = [];
    const added = () => heard.push('added');
    emitter.event(() => {
      second.dispose();
      emitter.event(added);
    });
    const second = emitter.event(() => heard.push('second'));
    emitter.fire(1);
    assert.deepEqual(heard, ['second']);
    emitter.fire(2);
    assert.deepEqual(heard, ['second', 'added']);
  });

  it('reaches nobody after its end', () => {
    const emitter = new Emitter<number>();
    emitter.event(() => assert.fail('heard'));
    emitter.dispose();
    emitter.fire(1);
    assert.equal(emitter.listenerCount, 0);
  });
});

describe('a store of disposables', () => {
  it('ends them in reverse order, once, and at once what comes late', () => {
    const ended: string[] = [];
    const item = (name: string) => ({
      dispose: () => {
        ended.push(name);
      },
    });
    const store = new DisposableStore();
    const first = item('first');
    assert.equal(store.add(first), first);
    store.add(item('second'));
    store.dispose();
    store.dispose();
    assert.deepEqual(ended, ['second', 'first']);
    store.add(item('late'));
    assert.deepEqual(ended, ['second', 'first', 'late']);
  });
});

describe('a lazy value', () => {
  it('is made once, even when it is undefined', () => {
    let made = 0;
    const value = lazy((): string | undefined => {
      made++;
      return undefined;
    });
    assert.equal(made, 0);
    assert.equal(value(), undefined);
    value();
    assert.equal(made, 1);
  });

  it('is made once for each object', () => {
    const made: object[] = [];
    const value = lazyFor((key: { readonly n: number }) => {
      made.push(key);
      return { twice: key.n * 2 };
    });
    const [a, b] = [{ n: 1 }, { n: 1 }];
    assert.equal(value(a), value(a));
    assert.notEqual(value(a), value(b));
    assert.deepEqual(made, [a, b]);
  });
});

describe('appending to a map of lists', () => {
  it('keeps the order, and takes any key', () => {
    const map = new Map<string, number[]>();
    append(map, '__proto__', 1);
    append(map, 'a', 2);
    append(map, '__proto__', 3);
    assert.deepEqual(
      [...map],
      [
        ['__proto__', [1, 3]],
        ['a', [2]],
      ],
    );
  });
});
