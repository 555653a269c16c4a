//===- File.cpp - the .lockgraph file -------------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The two archives that Fields.h is visited with.
//
//===----------------------------------------------------------------------===//
#include "Graph/File.h"
#include "Graph/Fields.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/LEB128.h"
#include "llvm/Support/xxhash.h"

using namespace locktidy;
using llvm::StringRef;

static constexpr StringRef Magic = "LOCKGRPH";
static constexpr size_t HeaderSize = 8 + 4 + 8;

namespace {

class Writer {
public:
  static constexpr bool Reads = false;

  explicit Writer(llvm::raw_ostream &OS) : OS(OS) {}

  void number(uint64_t N) { llvm::encodeULEB128(N, OS); }
  void signedNumber(int64_t N) { llvm::encodeSLEB128(N, OS); }
  void text(StringRef S) {
    number(S.size());
    OS << S;
  }
  template <typename E> void choice(E Value, [[maybe_unused]] E Last) {
    assert(Value <= Last);
    number(static_cast<uint64_t>(Value));
  }
  template <typename Tag> void required(Id<Tag> I) {
    assert(I && "a graph lacks what its kind demands");
    number(I.Index);
  }
  template <typename Tag> void optional(Id<Tag> I) {
    number(static_cast<uint32_t>(I.Index + 1));
  }
  template <typename IdType> void symbol(uint32_t Index) { number(Index); }
  template <typename V, typename F> void list(const V &Elements, F Visit) {
    number(Elements.size());
    for (const auto &E : Elements)
      Visit(E);
  }
  template <typename F> void sized(const std::vector<Block> &Blocks, F Visit) {
    list(Blocks, Visit);
  }
  template <typename F> void sparse(F Fields) {
    uint64_t Mask = 0, Bit = 1;
    Fields([&](const auto &Field, auto...) {
      if (isSet(Field))
        Mask |= Bit;
      Bit <<= 1;
    });
    number(Mask);
    Fields([&](const auto &Field, auto... Last) {
      if (isSet(Field))
        field(Field, Last...);
    });
  }
  template <typename Tag> void limit(Id<Tag>, size_t) {}
  void check([[maybe_unused]] bool Holds) { assert(Holds); }

private:
  using Arguments = llvm::SmallVector<ExprId, 0>;

  static bool isSet(const Arguments &Args) { return !Args.empty(); }
  template <typename T> static bool isSet(const T &Field) {
    return Field != T();
  }
  void field(const Arguments &Args) {
    list(Args, [&](ExprId A) { required(A); });
  }
  template <typename Tag> void field(Id<Tag> I) { required(I); }
  template <typename E> void field(E Value, E Last) { choice(Value, Last); }

  llvm::raw_ostream &OS;
};

/// Reads until the first error; from then on all values are zero, and lists
/// end, so that the visit comes to its end without a test at each step.
class Reader {
public:
  static constexpr bool Reads = true;

  explicit Reader(StringRef Bytes) : Bytes(Bytes) {}

  /// Where the first error is, if any.
  std::optional<size_t> failedAt() const { return Failed; }
  bool atEnd() const { return Offset == Bytes.size(); }
  void check(bool Holds) {
    if (!Holds && !Failed)
      Failed = Offset;
  }

  void number(uint32_t &N) {
    uint64_t Wide = unsignedNumber();
    check(Wide <= UINT32_MAX);
    N = Failed ? 0 : static_cast<uint32_t>(Wide);
  }
  void signedNumber(int64_t &N) {
    unsigned Length = 0;
    const char *Error = nullptr;
    N = llvm::decodeSLEB128(here(), &Length, end(), &Error);
    advance(Length, Error);
    if (Failed)
      N = 0;
  }
  void text(std::string &S) {
    size_t Size = count();
    S = Bytes.substr(Offset, Size).str();
    Offset += Size;
  }
  template <typename E> void choice(E &Value, E Last) {
    uint64_t N = unsignedNumber();
    check(N <= static_cast<uint64_t>(Last));
    Value = Failed ? E() : static_cast<E>(N);
  }
  template <typename Tag> void required(Id<Tag> &I) {
    uint64_t N = unsignedNumber();
    check(N < Limits.of(I));
    I = Failed ? Id<Tag>() : Id<Tag>(N);
  }
  template <typename Tag> void optional(Id<Tag> &I) {
    uint64_t N = unsignedNumber();
    check(N <= Limits.of(I));
    I = Failed || N == 0 ? Id<Tag>() : Id<Tag>(N - 1);
  }
  template <typename IdType> void symbol(uint32_t &Index) {
    IdType I;
    required(I);
    Index = Failed ? 0 : I.Index;
  }
  template <typename V, typename F> void list(V &Elements, F Visit) {
    for (size_t N = count(); N && !Failed; --N)
      Visit(Elements.emplace_back());
  }
  template <typename F> void sized(std::vector<Block> &Blocks, F Visit) {
    size_t N = count();
    limit(BlockId(), N);
    for (; N && !Failed; --N)
      Visit(Blocks.emplace_back());
  }
  template <typename F> void sparse(F Fields) {
    uint64_t Mask = unsignedNumber();
    Fields([&](auto &Field, auto... Last) {
      if (Mask & 1)
        field(Field, Last...);
      Mask >>= 1;
    });
    check(Mask == 0);
  }
  template <typename Tag> void limit(Id<Tag> I, size_t Size) {
    Limits.of(I) = Size;
  }

private:
  /// How many of each id there are.
  struct IdLimits {
    uint64_t Strings = 0, Fields = 0, Globals = 0, Functions = 0, Locals = 0,
             Exprs = 0, Blocks = 0;
    uint64_t &of(StringId) { return Strings; }
    uint64_t &of(FieldId) { return Fields; }
    uint64_t &of(GlobalId) { return Globals; }
    uint64_t &of(FunctionId) { return Functions; }
    uint64_t &of(LocalId) { return Locals; }
    uint64_t &of(ExprId) { return Exprs; }
    uint64_t &of(BlockId) { return Blocks; }
  };

  const uint8_t *here() const { return Bytes.bytes_begin() + Offset; }
  const uint8_t *end() const { return Bytes.bytes_end(); }
  void advance(size_t Length, const char *Error) {
    check(!Error);
    if (!Failed)
      Offset += Length;
  }
  uint64_t unsignedNumber() {
    unsigned Length = 0;
    const char *Error = nullptr;
    uint64_t N = llvm::decodeULEB128(here(), &Length, end(), &Error);
    advance(Length, Error);
    return Failed ? 0 : N;
  }
  /// A number of elements, each of which takes a byte at least: a damaged one
  /// cannot make the reader allocate more than a multiple of the file's size.
  size_t count() {
    uint64_t N = unsignedNumber();
    check(N <= Bytes.size() - Offset);
    return Failed ? 0 : N;
  }
  void field(llvm::SmallVector<ExprId, 0> &Args) {
    list(Args, [&](ExprId &A) { required(A); });
  }
  template <typename Tag> void field(Id<Tag> &I) { required(I); }
  template <typename E> void field(E &Value, E Last) { choice(Value, Last); }

  StringRef Bytes;
  size_t Offset = 0;
  std::optional<size_t> Failed;
  IdLimits Limits;
};

} // namespace

void locktidy::writeGraph(llvm::raw_ostream &OS, const TUGraph &G) {
  std::string Body;
  llvm::raw_string_ostream BodyOS(Body);
  Writer W(BodyOS);
  visit(W, G);

  char Numbers[HeaderSize - 8];
  llvm::support::endian::write32le(Numbers, LockGraphVersion);
  llvm::support::endian::write64le(Numbers + 4, llvm::xxh3_64bits(Body));
  OS << Magic << StringRef(Numbers, sizeof(Numbers)) << Body;
}

static llvm::Error fileError(llvm::MemoryBufferRef File,
                             const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                 File.getBufferIdentifier() + ": " + What);
}

llvm::Expected<TUGraph> locktidy::readGraph(llvm::MemoryBufferRef File) {
  StringRef Bytes = File.getBuffer();
  if (!Bytes.starts_with(Magic))
    return fileError(File, "not a lock graph; expected a file that locktidy "
                           "wrote");
  StringRef Damaged = "; delete it and analyse its source again";
  if (Bytes.size() < HeaderSize)
    return fileError(File, "lock graph is truncated" + Damaged);
  uint32_t Version = llvm::support::endian::read32le(Bytes.data() + 8);
  if (Version != LockGraphVersion)
    return fileError(
        File, llvm::formatv("lock graph has format {0}, this locktidy reads "
                            "format {1}; analyse its source again",
                            Version, LockGraphVersion));
  StringRef Body = Bytes.drop_front(HeaderSize);
  uint64_t Sum = llvm::support::endian::read64le(Bytes.data() + 12);
  if (Sum != llvm::xxh3_64bits(Body))
    return fileError(File, "lock graph is truncated or damaged" + Damaged);

  Reader R(Body);
  TUGraph G;
  visit(R, G);
  R.check(R.atEnd());
  if (auto At = R.failedAt())
    return fileError(File, llvm::formatv("lock graph is damaged at byte {0}{1}",
                                         *At + HeaderSize, Damaged));
  return G;
}
