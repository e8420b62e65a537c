import OrderLedger

/// How the tool ends. The numbers above 63 are those of `sysexits.h`.
enum ToolExit: Int32, CaseIterable {
  case ok = 0
  case refused = 1
  case declined = 3
  case usage = 64
  case badData = 65
  case missingInput = 66
  case busy = 69
  case integrity = 70
  case cannotCreate = 73
  case inputOutput = 74
  case unknownOutcome = 75
  case noPermission = 77
  case wrongDatabase = 78

  /// What a person reads in the help.
  var meaning: String {
    switch self {
    case .ok: "done"
    case .refused: "a command was refused; nothing of it was written"
    case .declined: "not confirmed; nothing was written"
    case .usage: "the command line is wrong"
    case .badData: "the input is malformed"
    case .missingInput: "a file is missing, or can't be opened"
    case .busy: "another process holds the ledger; try again"
    case .integrity: "the ledger is damaged, or a check found something"
    case .cannotCreate: "a file can't be made, or is there already"
    case .inputOutput: "the disk failed or is full, or the output was closed"
    case .unknownOutcome: "whether it was written can't be told; repeat it with its key"
    case .noPermission: "no permission"
    case .wrongDatabase: "not a ledger, or one of another release"
    }
  }

  /// All codes, one a line.
  static let table = allCases.map { code in
    let number = String(code.rawValue)
    return "  \(String(repeating: " ", count: 2 - number.utf8.count))\(number)  \(code.meaning)"
  }.joined(separator: "\n")
}

extension ToolExit {
  /// How the tool ends for an error of the ledger's.
  init(_ code: LedgerError.Code) {
    self =
      switch code.category {
      case .malformed: .badData
      case .idempotency, .notFound, .version, .state, .quantity, .stock, .money, .permission:
        .refused
      case .database: Self.database(code)
      }
  }

  private static func database(_ code: LedgerError.Code) -> ToolExit {
    switch code {
    case .busy, .cancelled: .busy
    case .unknownOutcome: .unknownOutcome
    case .readOnly, .permissionDenied: .noPermission
    case .diskFull, .ioFailure, .fileMoved: .inputOutput
    case .cannotOpen: .missingInput
    case .alreadyOnDisk: .cannotCreate
    case .notADatabase, .foreignDatabase, .schemaTooNew, .schemaMismatch, .migrationChanged,
      .engineTooOld:
      .wrongDatabase
    default: .integrity
    }
  }
}
