# Finds LLVM and clang of major version LOCKTIDY_LLVM. Sets
#   LLVM_* as LLVMConfig.cmake does,
#   LOCKTIDY_RESOURCE_DIR     clang's builtin headers,
#   locktidy_llvm_static      the target for a fully static link.
# A prefix elsewhere than Debian's is given by -DClang_DIR=<prefix>/lib/cmake/clang.
if(NOT Clang_DIR)
  set(Clang_DIR /usr/lib/llvm-${LOCKTIDY_LLVM}/lib/cmake/clang)
endif()
find_package(Clang REQUIRED CONFIG NO_DEFAULT_PATH)
if(NOT LLVM_VERSION_MAJOR EQUAL LOCKTIDY_LLVM)
  message(FATAL_ERROR "LOCKTIDY_LLVM is ${LOCKTIDY_LLVM}, but ${Clang_DIR} is version "
                      "${LLVM_VERSION_MAJOR}: use another build directory for each version")
endif()

execute_process(COMMAND ${LLVM_TOOLS_BINARY_DIR}/clang -print-resource-dir
                OUTPUT_VARIABLE LOCKTIDY_RESOURCE_DIR OUTPUT_STRIP_TRAILING_WHITESPACE
                COMMAND_ERROR_IS_FATAL ANY)

# The exported targets of clang link libLLVM.so. Linking the archives instead
# saves 13 ms at each start and a fifth of the time per file.
set(components support option frontendopenmp targetparser core bitreader profiledata mc
               windowsdriver)
set(clang_libraries Tooling ToolingCore Rewrite Frontend Driver Options Serialization Parse
    Sema AnalysisFlowSensitive AnalysisLifetimeSafety Analysis ASTMatchers Edit AST APINotes
    Lex Support Basic Index)
if(LLVM_VERSION_MAJOR GREATER_EQUAL 22)
  list(APPEND components plugins) # clangFrontend uses PassPlugin
endif()
foreach(part libs system-libs)
  execute_process(COMMAND ${LLVM_TOOLS_BINARY_DIR}/llvm-config --link-static --${part} ${components}
                  OUTPUT_VARIABLE ${part} OUTPUT_STRIP_TRAILING_WHITESPACE
                  COMMAND_ERROR_IS_FATAL ANY)
  separate_arguments(${part})
endforeach()
set(clang_static)
foreach(name ${clang_libraries})
  set(archive ${LLVM_INSTALL_PREFIX}/lib/libclang${name}.a)
  if(EXISTS ${archive}) # some exist in one version only
    list(APPEND clang_static ${archive})
  endif()
endforeach()
add_library(locktidy_llvm_static INTERFACE)
target_link_libraries(locktidy_llvm_static INTERFACE
  -Wl,--start-group ${clang_static} -Wl,--end-group
  -L${LLVM_INSTALL_PREFIX}/lib ${libs} ${system-libs})
target_link_options(locktidy_llvm_static INTERFACE -Wl,--gc-sections)
