@echo off
rem Starts REFERS Workstation from a checkout on Windows: finds a JDK 25, builds what is missing or older than its
rem sources, runs. Standard output belongs to the program; this script speaks on standard error.
rem
rem REFERS_JAVA_HOME  a JDK 25 or later, when the one that is found is not the one you want
rem REFERS_HEAP       largest Java heap, such as 6g; tensors live outside it
rem REFERS_JAVA_OPTS  further options for java
rem REFERS_CLASSPATH  jars that are added to the program's, parted by semicolons, such as a DICOM provider's
rem REFERS_CUDA       full: build with CUDA's libraries, for an NVIDIA card (3 GB are downloaded once);
rem                   system: the same with the CUDA 12 and cuDNN 9 that are installed here
rem REFERS_LIBTORCH   a libtorch 2.7.1 of your own, in place of the program's

setlocal EnableExtensions DisableDelayedExpansion
set "ROOT=%~dp0"
if "%ROOT:~-1%"=="\" set "ROOT=%ROOT:~0,-1%"
set "JDK="
set "VARIANT="
if not defined REFERS_CUDA goto variant_known
if /i "%REFERS_CUDA%"=="full" set "VARIANT=-cuda-full"
if /i "%REFERS_CUDA%"=="system" set "VARIANT=-cuda-system"
if defined VARIANT goto variant_known
>&2 echo refers: REFERS_CUDA is full, system or not set.
exit /b 2
:variant_known

if not defined REFERS_JAVA_HOME goto search
call :try "%REFERS_JAVA_HOME%"
if defined JDK goto found
>&2 echo refers: REFERS_JAVA_HOME is not the folder of a JDK 25 or later.
exit /b 1

:search
if defined JAVA_HOME call :try "%JAVA_HOME%"
for /f "delims=" %%J in ('where java 2^>nul') do call :try_program "%%J"
if exist "%USERPROFILE%\.m2\toolchains.xml" for /f "tokens=3 delims=<>" %%H in ('findstr "<jdkHome>" "%USERPROFILE%\.m2\toolchains.xml"') do call :try "%%H"
for /d %%D in ("%ProgramFiles%\Eclipse Adoptium\jdk*" "%ProgramFiles%\Java\jdk*" "%ProgramFiles%\Microsoft\jdk*" "%ProgramFiles%\Zulu\zulu*" "%ProgramFiles%\Amazon Corretto\jdk*" "%ProgramFiles%\BellSoft\LibericaJDK*" "%USERPROFILE%\.jdks\*") do call :try "%%~D"
if defined JDK goto found
>&2 echo refers: no JDK 25 was found. Install one, or set REFERS_JAVA_HOME to its folder.
exit /b 1

:found
rem With jars of one's own the class path is this start's alone; another start may add others at the same time.
set "ARGS=run.args"
if defined REFERS_CLASSPATH set "ARGS=run-%RANDOM%-%RANDOM%.args"
"%JDK%\bin\java.exe" -XX:TieredStopAtLevel=1 "%ROOT%\app\src\launcher\BuildIfStale.java" "%ROOT%" "%VARIANT%" "%ARGS%" 1>&2
if errorlevel 1 exit /b 1

rem DJL's telemetry listens to the variable as well as to the property.
set "OPT_OUT_TRACKING=true"
rem OpenBLAS, which the CUDA library uses on the CPU, has threads of its own that do not heed --threads.
if not defined OPENBLAS_NUM_THREADS set "OPENBLAS_NUM_THREADS=1"
if not defined REFERS_HEAP set "REFERS_HEAP=1536m"
"%JDK%\bin\java.exe" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Dai.djl.offline=true -DOPT_OUT_TRACKING=true -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Xms48m -XX:GCTimeRatio=4 -Xmx%REFERS_HEAP% %REFERS_JAVA_OPTS% "@%ROOT%\target\launcher%VARIANT%\%ARGS%" org.refers.app.Launcher %*
set "ENDED=%ERRORLEVEL%"
if defined REFERS_CLASSPATH del /q "%ROOT%\target\launcher%VARIANT%\%ARGS%" 2>nul
exit /b %ENDED%

rem Takes the folder if it holds a JDK 25 or later. Its release file names the version: nothing need be started.
:try
if defined JDK exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
if not exist "%~1\release" exit /b 0
set "VERSION="
for /f "tokens=2 delims==" %%V in ('findstr /b "JAVA_VERSION=" "%~1\release"') do set "VERSION=%%~V"
if not defined VERSION exit /b 0
set "MAJOR=0"
for /f "tokens=1 delims=.-+" %%M in ("%VERSION%") do set "MAJOR=%%M"
if %MAJOR% GEQ 25 set "JDK=%~1"
exit /b 0

rem The folder above the bin folder that holds this java.exe.
:try_program
for %%B in ("%~dp1..") do call :try "%%~fB"
exit /b 0
