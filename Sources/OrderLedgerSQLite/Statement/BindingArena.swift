/// Where bound text and blobs lie while statements are on loan.
///
/// SQLite copies what is bound into memory of its own unless it is promised that the bytes stay, and
/// each copy is an allocation: thirty of them for a placed order. A value here stays until the last
/// loan of the connection ends, when all bindings have been cleared. What finds no room is left to
/// SQLite.
///
/// @safe: the memory is its own from `init` to ``free()``, and every copy is checked to fit.
@safe
struct BindingArena {
  /// Room for the values of the few statements that run at a time; a longer one is an exception.
  static let capacity = 16_384

  private let memory: UnsafeMutableRawPointer
  private var used = 0

  init() {
    unsafe memory = .allocate(byteCount: Self.capacity, alignment: 1)
  }

  /// Copies `bytes`, which are not empty. Nil if there is no room.
  mutating func copy(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawPointer? {
    guard let source = bytes.baseAddress, bytes.count <= Self.capacity - used else { return nil }
    let place = unsafe memory + used
    unsafe place.copyMemory(from: source, byteCount: bytes.count)
    used += bytes.count
    return UnsafeRawPointer(place)
  }

  /// To be called when no statement is on loan.
  mutating func removeAll() { used = 0 }

  /// To be called once, when nothing uses the arena any more.
  func free() {
    unsafe memory.deallocate()
  }
}
