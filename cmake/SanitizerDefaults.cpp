// Linked into sanitized programs. LLVM's archives are not instrumented: memory
// that our inlined copies of its templates poison is never unpoisoned there,
// and clang does not free what ends with the process.
extern "C" const char *__asan_default_options() {
  return "detect_container_overflow=0:allow_user_poisoning=0:detect_leaks=0";
}
extern "C" const char *__ubsan_default_options() {
  return "print_stacktrace=1";
}
