# Defaults for what the user did not choose: clang++-22, lld and ccache when
# they are installed. To be included before project().
if(NOT CMAKE_CXX_COMPILER AND NOT DEFINED ENV{CXX})
  find_program(clangxx NAMES clang++-22 clang++-19 clang++ NO_CACHE)
  find_program(clangc NAMES clang-22 clang-19 clang NO_CACHE)
  if(clangxx AND clangc)
    set(CMAKE_CXX_COMPILER ${clangxx} CACHE FILEPATH "C++ compiler")
    set(CMAKE_C_COMPILER ${clangc} CACHE FILEPATH "C compiler")
  endif()
endif()

find_program(LOCKTIDY_CCACHE ccache)
if(LOCKTIDY_CCACHE AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${LOCKTIDY_CCACHE} CACHE STRING "Compiler launcher")
endif()

find_program(LOCKTIDY_LLD NAMES ld.lld-22 ld.lld-19 ld.lld)
if(LOCKTIDY_LLD)
  string(REGEX MATCH "-[0-9]+$" suffix ${LOCKTIDY_LLD})
  # gcc knows only the name without a version.
  if(CMAKE_CXX_COMPILER MATCHES "clang")
    set(link_flag "-fuse-ld=lld${suffix}")
  else()
    set(link_flag "-fuse-ld=lld")
  endif()
  foreach(kind EXE MODULE SHARED)
    set(CMAKE_${kind}_LINKER_FLAGS_INIT ${link_flag})
  endforeach()
endif()
