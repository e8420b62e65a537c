package import OrderLedgerModel

/// The documents of a file, one after the other, in constant memory.
///
/// Rows of one order number belong together also where another document's rows stand between them,
/// as long as no more than ``ImportLimits/documentWindow`` documents do (in Online Retail, invoice
/// 542806 is interrupted by cancellation C542805). An order number that returns later is a second
/// document of the same number, which the planner refuses. So is what exceeds
/// ``ImportLimits/documentRows``.
package struct ImportDocuments {
  private var reader: CSVReader
  private var classifier: RowClassifier
  private var window: [ImportDocument] = []
  private var isAtEnd = false

  /// The documents of `source`.
  ///
  /// - Throws: `LedgerError`, also where a column of the mapping is not in the header.
  package init(_ source: any ByteSource, mapping: ImportMapping) throws(LedgerError) {
    do throws(CSVError) {
      reader = try CSVReader(source, delimiter: mapping.delimiter)
    } catch {
      throw LedgerError(error)
    }
    classifier = try RowClassifier(mapping, header: reader.header)
  }

  /// The documents of the file at `path`.
  package init(path: String, mapping: ImportMapping) throws(LedgerError) {
    let file: FileBytes
    do throws(CSVProblem) {
      file = try FileBytes(path: path)
    } catch {
      throw LedgerError(CSVError(problem: error, row: 0, line: 0, column: 0))
    }
    try self.init(file, mapping: mapping)
  }

  /// The next document, or nil at the file's end.
  ///
  /// - Throws: `LedgerError` where the file can't be read on; faults inside a row are
  ///   ``ImportRow/Kind/malformed(_:)`` rows.
  package mutating func next() throws(LedgerError) -> ImportDocument? {
    while !isAtEnd {
      guard let row = try nextRow() else {
        isAtEnd = true
        break
      }
      if let place = place(of: row) {
        window[place].rows.append(row)
        continue
      }
      window.append(ImportDocument(order: row.order, rows: [row]))
      if window.count > ImportLimits.documentWindow { return window.removeFirst() }
    }
    return window.isEmpty ? nil : window.removeFirst()
  }

  private func place(of row: ImportRow) -> Int? {
    guard !row.order.isEmpty,
      let place = window.lastIndex(where: { $0.order == row.order }),
      window[place].rows.count < ImportLimits.documentRows
    else { return nil }
    return place
  }

  private mutating func nextRow() throws(LedgerError) -> ImportRow? {
    do throws(CSVError) {
      guard try reader.next() else { return nil }
    } catch {
      guard error.problem.isInsideRow else { throw LedgerError(error) }
      return classifier.classify(reader.row, fault: error.problem)
    }
    return classifier.classify(reader.row)
  }
}
