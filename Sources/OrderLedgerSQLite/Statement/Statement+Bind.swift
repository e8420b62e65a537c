import COrderLedgerSQLite

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Parameters count from 1, as SQLite's do: https://www.sqlite.org/c3ref/bind_blob.html
///
/// unsafe, in all of this file: the handle is ours while self lives, and what the pointers show is
/// copied before each call returns, by SQLite or into the connection's ``BindingArena``.
extension Statement {
  package mutating func bind(_ index: Int, _ value: Int64) {
    note(unsafe sqlite3_bind_int64(handle, Int32(truncatingIfNeeded: index), value), index)
  }

  package mutating func bind(_ index: Int, _ value: Int) {
    bind(index, Int64(value))
  }

  package mutating func bind(_ index: Int, _ value: Int64?) {
    if let value { bind(index, value) } else { bindNull(index) }
  }

  package mutating func bind(_ index: Int, _ value: Int?) {
    if let value { bind(index, Int64(value)) } else { bindNull(index) }
  }

  /// Binds 0 or 1.
  package mutating func bind(_ index: Int, _ value: Bool) {
    bind(index, value ? 1 : 0 as Int64)
  }

  /// Binds text by its length in bytes. Text with a NUL is refused: SQLite would store it, and then
  /// compare, cut and print it as if it ended there.
  package mutating func bind(_ index: Int, _ value: String) {
    var value = value
    value.withUTF8 { bytes in unsafe bindText(index, bytes) }
  }

  package mutating func bind(_ index: Int, _ value: String?) {
    if let value { bind(index, value) } else { bindNull(index) }
  }

  package mutating func bind(_ index: Int, _ value: [UInt8]) {
    unsafe value.withUnsafeBufferPointer { bytes in unsafe bindBlob(index, bytes) }
  }

  package mutating func bind(_ index: Int, _ value: [UInt8]?) {
    if let value { bind(index, value) } else { bindNull(index) }
  }

  package mutating func bind(_ index: Int, _ value: Span<UInt8>) {
    unsafe value.withUnsafeBufferPointer { bytes in unsafe bindBlob(index, bytes) }
  }

  package mutating func bindNull(_ index: Int) {
    note(unsafe sqlite3_bind_null(handle, Int32(truncatingIfNeeded: index)), index)
  }

  private mutating func bindText(_ index: Int, _ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress, !bytes.isEmpty else {
      return note(
        unsafe order_ledger_bind_text_copy(handle, Int32(truncatingIfNeeded: index), "", 0),
        index)
    }
    guard unsafe memchr(start, 0, bytes.count) == nil else {
      return refuse(index, SQLITE_MISMATCH, containsNUL: true)
    }
    let number = Int32(truncatingIfNeeded: index)
    let length = UInt64(bytes.count)
    if let kept = unsafe connection.bindings.copy(UnsafeRawBufferPointer(bytes)) {
      let text = unsafe kept.assumingMemoryBound(to: CChar.self)
      return note(unsafe order_ledger_bind_text_static(handle, number, text, length), index)
    }
    let code = unsafe start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
      unsafe order_ledger_bind_text_copy(handle, number, $0, length)
    }
    note(code, index)
  }

  private mutating func bindBlob(_ index: Int, _ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress, !bytes.isEmpty else {
      // A blob of no bytes: a null pointer would bind NULL.
      return note(unsafe sqlite3_bind_zeroblob(handle, Int32(truncatingIfNeeded: index), 0), index)
    }
    let number = Int32(truncatingIfNeeded: index)
    let length = UInt64(bytes.count)
    if let kept = unsafe connection.bindings.copy(UnsafeRawBufferPointer(bytes)) {
      return note(unsafe order_ledger_bind_blob_static(handle, number, kept, length), index)
    }
    note(unsafe order_ledger_bind_blob_copy(handle, number, start, length), index)
  }

  private mutating func note(_ code: Int32, _ index: Int) {
    if code != SQLITE_OK { refuse(index, code) }
  }

  private mutating func refuse(_ index: Int, _ code: Int32, containsNUL: Bool = false) {
    guard refusal == nil else { return }
    refusal = Refusal(parameter: index, code: code, containsNUL: containsNUL)
  }
}
